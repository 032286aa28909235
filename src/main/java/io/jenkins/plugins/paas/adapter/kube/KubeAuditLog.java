package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.codec.AuditJson;
import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.AuditLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps audit lines in ConfigMaps {@code paas.audit.<app>.<n>}. The write that fills a segment seals it in the same moment
 * ({@code immutable}); only after a sealed one is the next opened. So no line can go into an earlier segment once there is a
 * later one, and a process that dies in between leaves nothing half done.
 */
final class KubeAuditLog implements AuditLog {
    private static final String KEY = "lines";

    /** A quarter of what a ConfigMap holds, so that one more long line always fits. */
    private static final int FULL_CHARS = 256 << 10;

    private static final int FULL_LINES = 500;

    private final KubeApi api;
    private final int fullLines;
    /** The end of each App's log as this process last saw it; a guess that {@code resourceVersion} checks. */
    private final Map<AppRef, End> ends = new ConcurrentHashMap<>();

    KubeAuditLog(KubeApi api) {
        this(api, FULL_LINES);
    }

    /**
     * A log with short segments.
     *
     * @param fullLines how many lines fill a segment, 1 or more
     */
    KubeAuditLog(KubeApi api, int fullLines) {
        this.api = api;
        this.fullLines = fullLines;
    }

    @Override
    public Optional<String> last(AppRef app) {
        return end(app).last();
    }

    @Override
    public boolean append(AppRef app, String line, Optional<String> after) {
        Optional<End> guess = Optional.ofNullable(ends.get(app))
                .filter(end -> after.isPresent() && end.last().equals(after));
        if (guess.isPresent() && written(app, guess.get(), line)) {
            return true;
        }
        End end = end(app);
        return end.last().equals(after) && written(app, end, line);
    }

    @Override
    public List<Segment> read(AppRef app) {
        return api.list(all(app)).stream()
                .map(object -> End.of(app, Stored.of(object)))
                .filter(segment -> segment.number() > 0)
                .sorted(Comparator.comparingLong(End::number))
                .map(segment -> new Segment(
                        "ConfigMap/" + RecordName.AUDIT.of(app, segment.number()),
                        Math.toIntExact(segment.number()),
                        segment.lines()))
                .toList();
    }

    private boolean written(AppRef app, End end, String line) {
        // A sealed segment stays as it is; whoever makes the next one has the first line in it.
        Optional<End> stored = (end.sealed()
                        ? api.create(
                                KubePath.CONFIG_MAPS.in(app.namespace()),
                                object(app, end.number() + 1, List.of(line), Optional.empty()))
                        : api.replace(
                                path(app, end.number()),
                                object(app, end.number(), with(end.lines(), line), Optional.of(end.version()))))
                .map(object -> End.of(app, Stored.of(object)));
        stored.ifPresentOrElse(now -> ends.put(app, now), () -> ends.remove(app));
        return stored.isPresent() || echoed(app, end, line);
    }

    /** Whether a refusal is the echo of our own write, whose first answer was lost; others may have gone on since. */
    private boolean echoed(AppRef app, End end, String line) {
        long number = end.sealed() ? end.number() + 1 : end.number();
        int place = end.sealed() ? 0 : end.lines().size();
        return segment(app, number)
                .filter(present -> present.lines().size() > place
                        && present.lines().get(place).equals(line))
                .isPresent();
    }

    private static List<String> with(List<String> lines, String line) {
        List<String> more = new ArrayList<>(lines);
        more.add(line);
        return more;
    }

    private End end(AppRef app) {
        Optional<End> known = Optional.ofNullable(ends.get(app)).filter(end -> end.number() > 0 && !end.sealed());
        Optional<End> still = known.flatMap(end -> segment(app, end.number())).filter(end -> !end.sealed());
        End end = still.or(() -> lookUp(app)).orElse(End.START);
        ends.put(app, end);
        return end;
    }

    private Optional<End> lookUp(AppRef app) {
        return api.listMetadata(all(app)).stream()
                .flatMap(
                        object -> RecordName.AUDIT.number(app, Stored.of(object).name()).stream())
                .max(Long::compare)
                .flatMap(number -> segment(app, number));
    }

    private Optional<End> segment(AppRef app, long number) {
        return api.find(path(app, number)).map(object -> End.of(app, Stored.of(object)));
    }

    private Map<String, Object> object(AppRef app, long number, List<String> lines, Optional<String> version) {
        Map<String, Object> metadata = new Members()
                .add("name", RecordName.AUDIT.of(app, number))
                .add("namespace", app.namespace())
                .add("resourceVersion", version)
                .add("labels", RecordName.AUDIT.labels(app))
                .tree();
        String text = AuditJson.join(lines);
        boolean full = lines.size() >= fullLines || text.length() >= FULL_CHARS;
        Members object = Stored.configMap(metadata, Map.of(KEY, text));
        return (full ? object.add("immutable", true) : object).tree();
    }

    private static KubePath all(AppRef app) {
        return KubePath.CONFIG_MAPS.in(app.namespace()).labelled(RecordName.AUDIT.selector(app));
    }

    private static KubePath path(AppRef app, long number) {
        return KubePath.CONFIG_MAPS.in(app.namespace()).named(RecordName.AUDIT.of(app, number));
    }

    /**
     * The last segment.
     *
     * @param number its number; 0 before there is one
     * @param version its {@code resourceVersion}
     * @param sealed whether the next line opens another segment
     * @param lines what it holds
     */
    private record End(long number, String version, boolean sealed, List<String> lines) {
        static final End START = new End(0, "", true, List.of());

        static End of(AppRef app, Stored stored) {
            return new End(
                    RecordName.AUDIT.number(app, stored.name()).orElse(0L),
                    stored.version(),
                    stored.sealed(),
                    AuditJson.split(stored.data().text(KEY)));
        }

        Optional<String> last() {
            return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
        }
    }
}
