package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.EventSink;

/** Tells of bytes that were sent, each mebibyte anew; from any thread. */
final class SentBytes {
    private static final long STEP = 1 << 20;

    private final EventSink events;
    private final String what;
    private final long total;
    private long done;
    private long told;

    /**
     * Nothing is sent yet.
     *
     * @param what is sent, for people
     * @param total how much there is to send, in bytes
     */
    SentBytes(EventSink events, String what, long total) {
        this.events = events;
        this.what = what;
        this.total = total;
    }

    synchronized void more(long bytes) {
        done += bytes;
        if (done - told >= STEP) {
            told = done;
            // A blob that is sent a second time counts twice.
            events.emit(new Event.Progress(what, Math.min(done, total), total, "bytes"));
        }
    }
}
