package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class Nearest {
    private Nearest() {}

    /** The candidate with the fewest edits, if they are at most a third of the letters. */
    static Optional<String> to(String written, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt((String candidate) -> distance(written, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(written, candidate) <= Math.max(1, candidate.length() / 3));
    }

    private static int distance(String left, String right) {
        return EditDistance.between(left.toLowerCase(Locale.ROOT), right.toLowerCase(Locale.ROOT));
    }
}
