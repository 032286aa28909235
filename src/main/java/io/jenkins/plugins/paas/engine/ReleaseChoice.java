package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.CommitId;
import io.jenkins.plugins.paas.model.ConfigVersion;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.ImageTag;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.render.Renderer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

/**
 * Settles which Release a deploy is about: one that has the same image, config and objects already, or a new one. A new one
 * keeps the sequence of its image's build as long as that is higher than every number given in the cluster before, so that
 * numbers keep their order.
 */
final class ReleaseChoice {
    private final Target target;
    private final Chosen image;
    private final Optional<ConfigVersion> config;

    ReleaseChoice(Target target, Chosen image, Optional<ConfigVersion> config) {
        this.target = target;
        this.image = image;
        this.config = config;
    }

    /**
     * An image to deploy.
     *
     * @param tag its tag, when it was built by us
     * @param image pinned by its digest
     */
    record Chosen(Optional<ImageTag> tag, ImageRef image) {
        Digest digest() {
            return image.digest().orElseThrow();
        }

        /** What stands in tags for the commit; an image that others built has none, so its digest stands there. */
        CommitId commit() {
            String hex = digest().value().substring("sha256:".length());
            return tag.map(ImageTag::commit).orElseGet(() -> CommitId.ofFull(hex, false));
        }
    }

    /**
     * The Release among those that needs nothing new: the one that runs, or the newest, which may have failed. Strategies with
     * gates tell pods apart by the number, so where pods of two templates bear one it is not used again.
     */
    Optional<Release> existing(KeptReleases kept, Observation seen) {
        Stream<Long> newest = kept.entries().stream().limit(1).map(entry -> entry.number());
        return Stream.concat(Running.number(seen).stream(), newest)
                .distinct()
                .filter(number -> target.run().strategy() == Strategy.ROLLING || !Running.mixed(seen, number))
                .flatMap(number -> kept.find(number).stream())
                .filter(this::same)
                .findFirst();
    }

    private boolean same(Release kept) {
        ImageRef named = kept.image();
        return named.digest().equals(image.image().digest())
                && named.repository().equals(name(kept.tag()).repository())
                && PlainData.same(kept.objects(), Renderer.render(target, named, kept.tag(), kept.number(), config));
    }

    /**
     * A new Release.
     *
     * @param sequence gives a number above another
     */
    Release create(KeptReleases kept, LongUnaryOperator sequence, Actor by, Instant now) {
        long number = image.tag()
                .map(ImageTag::sequence)
                .filter(built -> built > kept.highest())
                .orElseGet(() -> sequence.applyAsLong(kept.highest()));
        ImageTag tag = new ImageTag(number, target.cluster().id(), image.commit());
        ImageRef named = name(tag);
        return new Release(
                number,
                target.ref(),
                target.cluster().name(),
                tag,
                named,
                config.map(ConfigVersion::number),
                Renderer.render(target, named, tag, number, config),
                now,
                by,
                Optional.empty());
    }

    /** Our own images carry the Release's tag; those of others keep the name that they were asked for by. */
    private ImageRef name(ImageTag tag) {
        return image.tag().isPresent()
                ? ImageRef.tagged(target.repository(), tag.toString()).pinned(image.digest())
                : image.image();
    }
}
