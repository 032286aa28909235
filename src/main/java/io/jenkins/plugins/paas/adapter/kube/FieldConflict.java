package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fields that we wanted to set and that others own.
 *
 * @param fields one or more
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts">Conflicts</a>
 */
record FieldConflict(List<Field> fields) {
    /** How the API server words a conflict: {@code conflict with "kubectl" using apps/v1} and then when. */
    private static final Pattern OWNER = Pattern.compile("conflict with \"([^\"]+)\"(.*)");

    FieldConflict {
        fields = List.copyOf(fields);
    }

    /**
     * One of them.
     *
     * @param path such as {@code .spec.replicas}
     * @param owner the field manager
     * @param scale whether it was set through the {@code scale} subresource, as autoscalers do
     */
    record Field(String path, String owner, boolean scale) {}

    /** Reads the refusal of an apply (409, reason {@code Conflict}). */
    static FieldConflict of(Answer answer) {
        return new FieldConflict(answer.refusal().at("details").trees("causes").stream()
                .filter(cause -> cause.text("reason").equals("FieldManagerConflict"))
                .map(FieldConflict::field)
                .toList());
    }

    private static Field field(Tree cause) {
        Matcher owner = OWNER.matcher(cause.text("message"));
        boolean named = owner.find();
        return new Field(
                cause.text("field"),
                named ? owner.group(1) : cause.text("message"),
                named && owner.group(2).contains("subresource \"scale\""));
    }

    /** Whether nothing but the number of pods is disputed. */
    boolean aboutReplicasOnly() {
        return !fields.isEmpty()
                && fields.stream().allMatch(field -> field.path().equals(".spec.replicas"));
    }

    /** Whether we own all of these fields ourselves, by a patch. */
    boolean withOurselvesOnly() {
        return !fields.isEmpty() && ofOthers().fields().isEmpty();
    }

    /** Without the fields that we have patched ourselves. */
    FieldConflict ofOthers() {
        return new FieldConflict(fields.stream()
                .filter(field -> !field.owner().equals(Labels.FIELD_MANAGER))
                .toList());
    }

    PaasException failure(KubeObject object) {
        List<Problem> problems =
                fields.stream().map(field -> problem(object, field)).collect(Collectors.toList());
        return new PaasException(Outcome.INVALID, problems);
    }

    private static Problem problem(KubeObject object, Field field) {
        return Problem.of(
                "E_FIELD_CONFLICT",
                object + ": field " + field.path() + " has another value and belongs to field manager \""
                        + field.owner() + "\"",
                "put that value into paas.yaml, or let its owner give the field up as docs/plans.md shows; kubectl get "
                        + object.kind().toLowerCase(java.util.Locale.ROOT) + " " + object.name()
                        + " -o yaml --show-managed-fields shows who owns what");
    }
}
