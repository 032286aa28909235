package io.jenkins.plugins.paas.adapter.buildah;

import io.jenkins.plugins.paas.model.Location;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Reads what a tool prints, line by line, and finds out which RUN failed. */
abstract class Reading {
    private static final int LAST_LINES = 20;

    private final Deque<String> last = new ArrayDeque<>();

    /**
     * A command of the Dockerfile that failed.
     *
     * @param at where it stands, when that is known
     * @param exitCode its exit code
     */
    record FailedRun(Optional<Location> at, int exitCode) {}

    /** Reads a line. */
    abstract void line(String line);

    /** The RUN that failed, if that is why the tool failed. */
    abstract Optional<FailedRun> failed();

    /** The last lines that are worth showing. */
    List<String> last() {
        return List.copyOf(last);
    }

    final void keep(String line) {
        last.addLast(line);
        if (last.size() > LAST_LINES) {
            last.removeFirst();
        }
    }

    final void forget() {
        last.clear();
    }
}
