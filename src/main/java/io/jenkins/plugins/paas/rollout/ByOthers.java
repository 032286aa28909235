package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Diagnosis;
import java.util.List;
import java.util.Optional;

/** That somebody else changed in the middle what a Rollout brings in. */
final class ByOthers {
    private ByOthers() {}

    static Diagnosis changed(String sentence) {
        return new Diagnosis(
                Diagnosis.Code.E_CHANGED_BY_OTHERS,
                sentence,
                "Nothing was taken back, so as not to fight. Find out who it was (kubectl get -o yaml --show-managed-fields),"
                        + " then deploy again. See " + Diagnosis.Code.E_CHANGED_BY_OTHERS.page() + ".",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }
}
