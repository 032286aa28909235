package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with one file; the same problem counts once. */
final class Problems {
    private static final Comparator<Location> IN_FILE_ORDER =
            Comparator.comparingInt(Location::line).thenComparingInt(Location::column);

    private final Set<Problem> found = new LinkedHashSet<>();

    void add(Place place, String code, String what, String hint) {
        found.add(Problem.at(place.location(), place.path(), code, what, hint));
    }

    boolean any() {
        return !found.isEmpty();
    }

    /**
     * Ends the reading when something was wrong.
     *
     * @throws PaasException with every problem, in the order of the file
     */
    void raise() {
        if (any()) {
            throw new PaasException(Outcome.INVALID, inOrder());
        }
    }

    private List<Problem> inOrder() {
        return found.stream()
                .sorted(Comparator.comparing(problem -> problem.where().orElseThrow(), IN_FILE_ORDER))
                .toList();
    }
}
