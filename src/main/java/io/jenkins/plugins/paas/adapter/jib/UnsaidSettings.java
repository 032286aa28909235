package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.image.ImageConfig;
import io.jenkins.plugins.paas.image.ImagePlan;
import io.jenkins.plugins.paas.image.Images;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings that Jib has no word for. An image must not lack in silence what its Dockerfile says. */
final class UnsaidSettings {
    private UnsaidSettings() {}

    /** Refuses a plan that sets one of them anew; those of a base are none of our doing. */
    static void refuse(ImagePlan plan, Images images) {
        Map<String, Object> own = settings(plan.config());
        Map<String, Object> none = settings(ImageConfig.EMPTY);
        if (own.equals(none)) {
            return;
        }
        Map<String, Object> based =
                plan.base().map(name -> settings(images.open(name).config())).orElse(none);
        own.forEach((instruction, value) -> {
            boolean set = !value.equals(none.get(instruction)) && !value.equals(based.get(instruction));
            if (set) {
                throw new PaasException(
                        Outcome.INVALID,
                        Problem.of(
                                "E_IMAGE_SETTING",
                                instruction + " cannot be written into an image yet",
                                "leave it out of the Dockerfile, or set it in the base image"));
            }
        });
    }

    private static Map<String, Object> settings(ImageConfig config) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("STOPSIGNAL", config.stopSignal());
        settings.put("HEALTHCHECK", config.healthcheck());
        settings.put("SHELL", config.shell());
        settings.put("ONBUILD", config.onBuild());
        return settings;
    }
}
