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
                    first.what(),
                    first.hint(),
                    Optional.empty(),
                    Optional.empty(),
                    failure.problems().stream().map(Problem::toString).toList(),
                    List.of());
        });
    }

    private static Optional<Code> code(String failure) {
        return switch (failure) {
            case "E_REFUSED", "E_FORBIDDEN" -> Optional.of(Code.E_ADMISSION);
            case "E_FIELD_CONFLICT" -> Optional.of(Code.E_CHANGED_BY_OTHERS);
            default -> Optional.empty();
        };
    }
}
