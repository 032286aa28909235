package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Collects what is wrong with a file, so that its writer learns of everything at once. */
final class Problems {
    /** More than anybody reads at once. */
    private static final int MOST = 50;

    private static final Location NOWHERE = new Location("", 1, 1);

    /** Stages are looked at as they are needed; whoever mends a file goes from its top to its bottom. */
    private static final Comparator<Problem> AS_IN_THE_FILE = Comparator.comparing(
            problem -> problem.where().orElse(NOWHERE),
            Comparator.comparing(Location::file)
                    .thenComparingInt(Location::line)
                    .thenComparingInt(Location::column));

    private final Set<Problem> found = new LinkedHashSet<>();

    /** The result, or nothing when there was a problem, which is remembered. */
    <T> Optional<T> attempt(Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (PaasException e) {
            add(e);
            return Optional.empty();
        }
    }

    /** The same for work without a result. */
    void attempt(Runnable work) {
        try {
            work.run();
        } catch (PaasException e) {
            add(e);
        }
    }

    private void add(PaasException failure) {
        if (failure.outcome() != Outcome.INVALID || failure.getCause() != null) {
            // No mistake in the file: a registry that is away makes everything after it guesswork.
            throw failure;
        }
        found.addAll(failure.problems());
    }

    boolean none() {
        return found.isEmpty();
    }

    /** Throws all of them, if there are any. */
    void refuse() {
        if (!found.isEmpty()) {
            List<Problem> first =
                    found.stream().sorted(AS_IN_THE_FILE).limit(MOST).toList();
            throw new PaasException(Outcome.INVALID, first);
        }
    }
}
