package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.engine.ObjectChange.What;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.Cluster.Conflict;
import io.jenkins.plugins.paas.port.Cluster.Preview;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What becomes of each object, read off what the server would make of it. */
final class ObjectChanges {
    /** What says which release an object is of: it changes with every release, whatever else does. */
    private static final Set<String> NUMBERING = Set.of(
            "metadata.labels[" + Labels.VERSION + "]",
            "metadata.labels[" + Labels.RELEASE + "]",
            "metadata.annotations[kubernetes.io/change-cause]");

    private final UnaryOperator<Object> told;

    /**
     * Reads changes.
     *
     * @param told how a new value is shown
     */
    ObjectChanges(UnaryOperator<Object> told) {
        this.told = told;
    }

    /** What becomes of an object that is applied. */
    ObjectChange of(Preview preview) {
        KubeObject object = preview.object();
        List<FieldChange> all = preview.live()
                .map(live -> preview.after()
                        .map(after -> FieldChanges.between(live.body(), after.body()))
                        .orElse(List.of()))
                .orElseGet(() -> FieldChanges.between(Map.of(), bare(object)));
        List<FieldChange> fields = all.stream()
                .filter(change -> !numbers(change))
                .map(change -> owned(change, preview.conflicts()))
                .map(change -> SecretValues.shown(object.kind(), told(change)))
                .toList();
        boolean numbered = all.stream().anyMatch(ObjectChanges::numbers);
        List<Problem> refused = Stream.concat(
                        preview.conflicts().stream().map(conflict -> Failures.conflict(object, conflict)),
                        preview.refused().stream())
                .toList();
        return new ObjectChange(object.toString(), what(preview, fields, numbered), fields, numbered, refused);
    }

    /** What becomes of one that the Release no longer has. */
    static ObjectChange gone(KubeObject object) {
        return new ObjectChange(object.toString(), What.REMOVED, List.of(), false, List.of());
    }

    private static What what(Preview preview, List<FieldChange> fields, boolean numbered) {
        if (preview.live().isEmpty()) {
            return What.CREATED;
        }
        if (!fields.isEmpty() || preview.after().isEmpty()) {
            return What.CHANGED;
        }
        return numbered ? What.NUMBERED : What.UNCHANGED;
    }

    private static boolean numbers(FieldChange change) {
        return NUMBERING.stream().anyMatch(change.path()::endsWith);
    }

    private FieldChange told(FieldChange change) {
        return new FieldChange(
                change.path(),
                change.before(),
                change.after().map(told),
                change.what(),
                change.hidden(),
                change.owner());
    }

    private static FieldChange owned(FieldChange change, List<Conflict> conflicts) {
        return conflicts.stream()
                .filter(conflict -> covers(path(conflict), change.path()))
                .findFirst()
                .map(conflict -> change.ownedBy(conflict.owner()))
                .orElse(change);
    }

    private static boolean covers(String conflict, String path) {
        return path.equals(conflict) || path.startsWith(conflict + ".") || path.startsWith(conflict + "[");
    }

    /** The API server writes {@code .spec.containers[name="web"].image}. */
    private static String path(Conflict conflict) {
        String path = conflict.path();
        return (path.startsWith(".") ? path.substring(1) : path).replaceAll("\\[[A-Za-z]+=\"([^\"]*)\"]", "[$1]");
    }

    /** A new object without what its name says already. */
    private static Map<String, Object> bare(KubeObject object) {
        Map<String, Object> body = new LinkedHashMap<>(object.body());
        body.keySet().removeAll(List.of("apiVersion", "kind"));
        if (body.get("metadata") instanceof Map<?, ?> metadata) {
            Map<Object, Object> rest = new LinkedHashMap<>(metadata);
            rest.keySet().removeAll(List.of("name", "namespace"));
            body.put("metadata", rest);
        }
        return body;
    }
}
