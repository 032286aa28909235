package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.engine.Difference;
import io.jenkins.plugins.paas.engine.FieldChange;
import io.jenkins.plugins.paas.engine.ObjectChange;
import java.util.List;
import java.util.Map;

/** What a deploy would change, for scripts. */
final class DifferenceJson {
    private DifferenceJson() {}

    static Map<String, Object> document(Difference difference) {
        return Members.document("Difference").addAll(members(difference)).tree();
    }

    /** The same within another document. */
    static Map<String, Object> members(Difference difference) {
        return new Members()
                .add("app", difference.place().ref().app())
                .add("namespace", difference.place().ref().namespace())
                .add("cluster", difference.place().cluster().name())
                .add("changes", difference.changes())
                .add("refused", difference.refused())
                .add("runs", difference.release())
                .add("image", part(difference.image()))
                .add("config", part(difference.config()))
                .add(
                        "objects",
                        difference.objects().stream()
                                .map(DifferenceJson::object)
                                .toList())
                .add("notes", difference.notes())
                .tree();
    }

    private static Map<String, Object> part(Difference.Part part) {
        return new Members()
                .add("before", part.before())
                .add("after", part.after())
                .add("changed", part.changed())
                .add("about", part.about())
                .tree();
    }

    private static Map<String, Object> object(ObjectChange object) {
        return new Members()
                .add("object", object.object())
                .add("change", object.what())
                .add("labels", object.numbered())
                .add(
                        "fields",
                        object.fields().stream().map(DifferenceJson::field).toList())
                .add("refused", refused(object))
                .tree();
    }

    private static List<Map<String, Object>> refused(ObjectChange object) {
        return object.refused().stream()
                .map(problem -> new Members()
                        .add("code", problem.code())
                        .add("what", problem.what())
                        .add("hint", problem.hint())
                        .tree())
                .toList();
    }

    private static Map<String, Object> field(FieldChange field) {
        return new Members()
                .add("path", field.path())
                .add("change", field.what())
                .add("before", field.before())
                .add("after", field.after())
                .add("hidden", field.hidden())
                .add("owner", field.owner())
                .tree();
    }
}
