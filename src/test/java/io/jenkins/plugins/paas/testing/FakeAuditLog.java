package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.AuditLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps audit lines in memory, a few to a segment, and lets a test tamper with them. */
public final class FakeAuditLog implements AuditLog {
    private static final int LINES_PER_SEGMENT = 3;
    private final Map<AppRef, List<String>> lines = new HashMap<>();
    private Runnable next = () -> {};

    @Override
    public synchronized Optional<String> last(AppRef app) {
        List<String> all = of(app);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    @Override
    public synchronized boolean append(AppRef app, String line, Optional<String> after) {
        boolean added = last(app).equals(after) && of(app).add(line);
        Runnable then = next;
        next = () -> {};
        then.run();
        return added;
    }

    @Override
    public synchronized List<Segment> read(AppRef app) {
        List<String> all = of(app);
        List<Segment> segments = new ArrayList<>();
        for (int from = 0; from < all.size(); from += LINES_PER_SEGMENT) {
            int number = segments.size() + 1;
            segments.add(new Segment(
                    "ConfigMap/paas.audit." + app.app() + "." + number,
                    number,
                    all.subList(from, Math.min(all.size(), from + LINES_PER_SEGMENT))));
        }
        return segments;
    }

    /** Somebody else does this, once, right after a line was added. */
    public synchronized void afterNextAppend(Runnable deed) {
        next = deed;
    }

    /** The lines of an App, which a test may change as someone with write access could. */
    public synchronized List<String> linesToTamperWith(AppRef app) {
        return of(app);
    }

    private List<String> of(AppRef app) {
        return lines.computeIfAbsent(app, any -> new ArrayList<>());
    }
}
