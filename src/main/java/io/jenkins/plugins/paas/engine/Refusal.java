package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.util.List;
import java.util.Optional;

/** Reads the cluster's refusal of objects as the reason of a Rollout's failure. */
final class Refusal {
    private Refusal() {}

    /** The reason; nothing when the failure is no refusal. */
    static Optional<Diagnosis> diagnose(PaasException failure) {
        return code(failure.code()).map(code -> {
            Problem first = failure.problems().get(0);
            return new Diagnosis(
                    code,
                    sentence(first.what()),
                    (sentence(first.hint()) + " See " + code.page() + ".").strip(),
                    Optional.empty(),
                    Optional.empty(),
                    failure.problems().stream().map(Problem::toString).toList(),
                    List.of());
        });
    }

    /** Problems speak in half sentences, a Diagnosis in whole ones. */
    private static String sentence(String words) {
        String text = words.strip();
        if (text.isEmpty()) {
            return text;
        }
        String begun = Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }

    private static Optional<Code> code(String failure) {
        return switch (failure) {
            case "E_REFUSED", "E_FORBIDDEN" -> Optional.of(Code.E_ADMISSION);
            case "E_FIELD_CONFLICT" -> Optional.of(Code.E_CHANGED_BY_OTHERS);
            default -> Optional.empty();
        };
    }
}
