package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.model.ImageFlaw;
import java.util.List;

/**
 * Something that is wrong with an image.
 *
 * @param flaw what kind of
 * @param level how bad it is for this platform
 * @param what in one sentence
 * @param evidence where, one place at least
 * @param suggestion what to do
 */
public record Finding(ImageFlaw flaw, ImageFlaw.Level level, String what, List<Evidence> evidence, String suggestion) {
    public Finding {
        evidence = List.copyOf(evidence);
    }

    /** Whether a platform that requires the check refuses the image for it. */
    public boolean error() {
        return level == ImageFlaw.Level.ERROR;
    }
}
