package io.jenkins.plugins.paas.engine;

import java.util.List;
import java.util.Optional;

/**
 * What a deploy would change.
 *
 * @param place the App in its cluster
 * @param release the release that runs, as the cluster says
 * @param image the image
 * @param config the Config version
 * @param objects every object, in the order in which it would be applied, then those that would go
 * @param notes what else whoever reads this should know
 */
public record Difference(
        Place place, Optional<Long> release, Part image, Part config, List<ObjectChange> objects, List<String> notes) {
    public Difference {
        objects = List.copyOf(objects);
        notes = List.copyOf(notes);
    }

    /**
     * Something that a release consists of.
     *
     * @param before what runs, in a word; nothing where there is none
     * @param after what would run; nothing where it is not made yet, or there is none
     * @param changed whether they differ
     * @param about what else is to be said, such as why {@code after} is missing; empty when nothing is
     */
    public record Part(Optional<String> before, Optional<String> after, boolean changed, String about) {}

    /** How many objects would be created, changed or removed. */
    public long changes() {
        return objects.stream()
                .filter(object -> object.what() != ObjectChange.What.UNCHANGED)
                .count();
    }

    /** Whether the cluster would refuse any of it. */
    public boolean refused() {
        return objects.stream().anyMatch(object -> !object.refused().isEmpty());
    }
}
