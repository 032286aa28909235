package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.CommitId;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.ImageTag;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.EventSink;
import io.jenkins.plugins.paas.port.Registry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what was built before, by the tags of the platform's registries. */
final class BuiltImages {
    private static final int SHOWN = 5;

    private final Registry registry;
    private final Target target;
    private final List<Repository> elsewhere;
    private final EventSink events;

    BuiltImages(Registry registry, Platform platform, Target target, EventSink events) {
        this.registry = registry;
        this.target = target;
        this.events = events;
        Set<Repository> others = platform.registries().values().stream()
                .sorted(Comparator.comparing(RegistrySpec::host).thenComparing(RegistrySpec::prefix))
                .map(each -> each.repositoryOf(target.app().name(), target.app().team()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        others.remove(target.repository());
        this.elsewhere = List.copyOf(others);
    }

    /**
     * An image that a commit was built to.
     *
     * @param tag its tag
     * @param image repository, tag and digest
     */
    record Found(ImageTag tag, ImageRef image) {
        Digest digest() {
            return image.digest().orElseThrow();
        }
    }

    /** What a commit was built to: in the target's own registry if it is there, and for the target's cluster if it can be. */
    Optional<Found> of(CommitId commit) {
        return in(target.repository(), registry.tags(target.repository()), commit)
                .or(() -> elsewhere.stream()
                        .flatMap(repository -> in(repository, tagsElsewhere(repository), commit).stream())
                        .findFirst());
    }

    /** What was built last: for the target's cluster if there is any, else for another one; by the target's own registry. */
    Optional<Found> last() {
        int wanted = target.cluster().id();
        return tags(registry.tags(target.repository())).stream()
                .sorted(Comparator.comparing((ImageTag tag) -> tag.clusterId() != wanted)
                        .thenComparing(
                                Comparator.comparingLong(ImageTag::sequence).reversed()))
                .flatMap(tag -> found(target.repository(), tag).stream())
                .findFirst();
    }

    /** The newest tags there are, for those who look for one that is not there. */
    String newest() {
        List<ImageTag> tags = new ArrayList<>(tags(registry.tags(target.repository())));
        if (tags.isEmpty()) {
            return "nothing was built yet; build first";
        }
        tags.sort(Comparator.comparingLong(ImageTag::sequence).reversed());
        return "the newest that were built: "
                + tags.stream().limit(SHOWN).map(ImageTag::toString).collect(Collectors.joining(", "));
    }

    private Optional<Found> in(Repository repository, List<String> tags, CommitId commit) {
        int wanted = target.cluster().id();
        return tags(tags).stream()
                .filter(tag -> tag.commit().equals(commit))
                .sorted(Comparator.comparing((ImageTag tag) -> tag.clusterId() != wanted)
                        .thenComparing(
                                Comparator.comparingLong(ImageTag::sequence).reversed()))
                .flatMap(tag -> found(repository, tag).stream())
                .findFirst();
    }

    private Optional<Found> found(Repository repository, ImageTag tag) {
        ImageRef image = ImageRef.tagged(repository, tag.toString());
        return registry.resolve(image)
                .map(digest -> new Found(tag, image.pinned(digest)))
                .filter(found -> isOurs(found.image()));
    }

    private boolean isOurs(ImageRef image) {
        OwnImages own = new OwnImages(registry, target.app().team());
        Optional<String> stranger = own.stranger(image);
        stranger.ifPresent(
                owner -> events.emit(new Event.Warned("W_IMAGE_OF_ANOTHER_TEAM", own.passedOver(image, owner))));
        return stranger.isEmpty();
    }

    private List<String> tagsElsewhere(Repository repository) {
        try {
            return registry.tags(repository);
        } catch (PaasException e) {
            // Another cluster's registry is a convenience here; without it the image is built.
            events.emit(new Event.Warned(
                    "W_REGISTRY_SKIPPED",
                    repository + " was not looked into: " + e.problems().get(0).what()));
            return List.of();
        }
    }

    private static List<ImageTag> tags(List<String> texts) {
        return texts.stream().flatMap(text -> ImageTag.parse(text).stream()).toList();
    }
}
