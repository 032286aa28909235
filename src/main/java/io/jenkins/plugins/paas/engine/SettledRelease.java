package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.engine.ReleaseChoice.Chosen;
import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.ConfigVersion;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Source;
import io.jenkins.plugins.paas.model.Target;
import java.time.Instant;
import java.util.Optional;

/**
 * The Release that a deploy would be about, as far as it can be known before anything is built or numbered.
 *
 * @param release the Release; what is not known has a stand-in
 * @param chosen its image, when it is there
 * @param numbered whether its number is the one that a deploy would use
 */
record SettledRelease(Release release, Optional<Chosen> chosen, boolean numbered) {
    private static final String NOT_BUILT = "not-built";

    static SettledRelease of(
            Target target,
            Optional<Chosen> chosen,
            Optional<ConfigVersion> config,
            KeptReleases kept,
            Observation seen,
            Actor actor,
            Instant now) {
        ReleaseChoice choice = new ReleaseChoice(target, chosen.orElseGet(() -> unbuilt(target)), config);
        Optional<Release> same = choice.existing(kept, seen);
        boolean[] guessed = {false};
        Release release = same.orElseGet(() -> choice.create(
                kept,
                above -> {
                    guessed[0] = true;
                    return above + 1;
                },
                actor,
                now));
        return new SettledRelease(release, chosen, !guessed[0]);
    }

    private static Chosen unbuilt(Target target) {
        Digest zeros = new Digest("sha256:" + "0".repeat(64));
        return new Chosen(
                Optional.empty(),
                ImageRef.tagged(target.repository(), NOT_BUILT).pinned(zeros));
    }

    /** A field's new value without stand-ins. */
    Object told(Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        if (chosen.isEmpty() && text.contains(":" + NOT_BUILT)) {
            return "(not built yet)";
        }
        String tag = release.tag().toString();
        return numbered ? text : text.replace(tag, "(next)" + tag.substring(tag.indexOf('-')));
    }

    /** Why the image is not there. */
    static String whyNotBuilt(Source source) {
        return source.commit().dirty()
                ? "the working tree differs from its commit, so a deploy builds it"
                : "nothing was built from commit " + source.commit() + " yet; a deploy builds it";
    }
}
