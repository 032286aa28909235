package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Rollout;
import java.util.Optional;

/**
 * Notices that two clusters of the platform file lead to one namespace of one cluster: an App has one set of records there, so
 * a deploy to the one takes the place of what runs as the other.
 */
final class AnotherName {
    private AnotherName() {}

    /** A sentence, where the newest Rollout was made under another cluster's name. */
    static Optional<String> of(Place place, Optional<Rollout> newest) {
        return newest.filter(
                        rollout -> !rollout.cluster().equals(place.cluster().name()))
                .map(rollout -> "what runs in " + place.ref().namespace() + " was brought there as cluster "
                        + rollout.cluster() + ", and " + place.cluster().name()
                        + " leads to the same place: if it was not renamed, compare 'context' and 'namespace' of both in the"
                        + " platform file, or one will go on replacing what the other deployed");
    }
}
