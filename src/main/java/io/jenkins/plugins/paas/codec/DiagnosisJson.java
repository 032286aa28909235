package io.jenkins.plugins.paas.codec;

import io.jenkins.plugins.paas.model.Diagnosis;
import java.util.Map;

/** A Diagnosis as JSON. */
public final class DiagnosisJson {
    private DiagnosisJson() {}

    /** The members, as they stand in a Rollout and in events. */
    public static Map<String, Object> tree(Diagnosis diagnosis) {
        return new Members()
                .add("code", diagnosis.code())
                .add("sentence", diagnosis.sentence())
                .add("suggestion", diagnosis.suggestion())
                .add("pod", diagnosis.pod())
                .add("container", diagnosis.container())
                .add("evidence", diagnosis.evidence())
                .add("logTail", diagnosis.logTail())
                .tree();
    }

    static Diagnosis diagnosis(Fields fields) {
        return new Diagnosis(
                fields.constant("code", Diagnosis.Code.class),
                fields.text("sentence"),
                fields.text("suggestion"),
                fields.optionalText("pod"),
                fields.optionalText("container"),
                fields.texts("evidence"),
                fields.texts("logTail"));
    }
}
