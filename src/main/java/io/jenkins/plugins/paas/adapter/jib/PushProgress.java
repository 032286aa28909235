package io.jenkins.plugins.paas.adapter.jib;

import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.event.events.ProgressEvent;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.EventSink;
import java.util.HashMap;
import java.util.Map;

/** Turns what Jib tells of its pushes into bytes sent. */
final class PushProgress {
    private static final String PUSHING = "pushing blob ";

    private final EventSink events;
    private final String what;
    private final Map<String, Long> totals = new HashMap<>();
    private final Map<String, Long> done = new HashMap<>();

    PushProgress(EventSink events, String what) {
        this.events = events;
        this.what = what;
    }

    /** Called from Jib's threads. */
    synchronized void seen(ProgressEvent event) {
        String blob = event.getAllocation().getDescription();
        if (!blob.startsWith(PUSHING) || event.getAllocation().getAllocationUnits() <= 0) {
            return;
        }
        totals.put(blob, event.getAllocation().getAllocationUnits());
        done.merge(blob, event.getUnits(), Long::sum);
        events.emit(new Event.Progress(what, sum(done), sum(totals), "bytes"));
    }

    /** Warnings only; that plain HTTP is tried is no news, since the platform says so. */
    void seen(LogEvent event) {
        if (event.getLevel() == LogEvent.Level.WARN && !event.getMessage().contains("Attempting again with")) {
            events.emit(new Event.Warned("W_IMAGE_BUILD", event.getMessage()));
        }
    }

    private static long sum(Map<String, Long> values) {
        return values.values().stream().mapToLong(Long::longValue).sum();
    }
}
