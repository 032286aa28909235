package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.ConfigVersion.Content;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps secrets out of plans: a plan is a file that is handed round. What refers to a Secret by its name is fine. */
final class PlannedSecrets {
    private final List<Problem> found = new ArrayList<>();

    private PlannedSecrets() {}

    /**
     * Refuses a Release that holds one.
     *
     * @throws PaasException {@code E_PLAN_SECRET}, for every one of them
     */
    static void refuse(Release release, Optional<Content> config) {
        PlannedSecrets secrets = new PlannedSecrets();
        release.objects().forEach(secrets::look);
        config.ifPresent(content -> content.files().forEach((name, text) -> {
            if (SecretValues.inTheOpen("", text)) {
                secrets.add("configuration file " + name + " seems to hold a password or key");
            }
        }));
        if (!secrets.found.isEmpty()) {
            throw new PaasException(Outcome.INVALID, secrets.found);
        }
    }

    private void look(KubeObject object) {
        if (object.kind().equals("Secret")) {
            add(object + " is a Secret");
        }
        walk(object.body());
    }

    private void walk(Object value) {
        if (value instanceof Map<?, ?> map) {
            if (map.get("name") instanceof String name
                    && map.get("value") instanceof String text
                    && SecretValues.inTheOpen(name, text)) {
                add("variable " + name + " seems to hold a password or key");
            }
            map.values().forEach(this::walk);
        } else if (value instanceof List<?> list) {
            list.forEach(this::walk);
        }
    }

    private void add(String what) {
        found.add(Problem.of(
                "E_PLAN_SECRET",
                what + ", which must not stand in a plan",
                "put it into a Secret and name that in paas.yaml: {secret: name, key: k}; or deploy without a plan"));
    }
}
