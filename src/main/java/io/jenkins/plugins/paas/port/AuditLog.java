package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.model.AppRef;
import java.util.List;
import java.util.Optional;

/** Stores audit lines; knows nothing of their meaning. */
public interface AuditLog {
    /** The last line, or nothing. */
    Optional<String> last(AppRef app);

    /**
     * Adds a line.
     *
     * @param line one line without a line break
     * @param after the line that must be the last one; nothing when there must be none
     * @return false when another line was added in between; nothing was written then
     */
    boolean append(AppRef app, String line, Optional<String> after);

    /** All segments, oldest first. */
    List<Segment> read(AppRef app);

    /**
     * Some lines in a row.
     *
     * @param name where they lie, such as {@code ConfigMap/paas.audit.orders.1}
     * @param number 1 for the first segment, then one more each; a missing number is a missing segment
     * @param lines the lines
     */
    record Segment(String name, int number, List<String> lines) {
        public Segment {
            lines = List.copyOf(lines);
        }
    }
}
