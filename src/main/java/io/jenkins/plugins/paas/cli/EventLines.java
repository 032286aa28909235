package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.EventJson;
import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** Events as numbered JSON lines for programs, with a heartbeat that tells a quiet command from a dead one. */
final class EventLines implements Screen {
    /** Does something again and again, as {@link Ticker}. */
    @FunctionalInterface
    interface Ticking {
        /** Starts it. */
        Ticker start(String name, long periodMillis, Runnable work);
    }

    /** Marks our lines among everything else that a CI job prints. */
    private static final String PREFIX = "##paas ";

    private static final long HEARTBEAT_MILLIS = 5_000;

    private final PrintStream out;
    private final String prefix;
    private final boolean owned;
    private final InstantSource clock;
    private final Ticker heartbeat;
    private long number;
    private boolean closed;

    private EventLines(PrintStream out, String prefix, boolean owned, InstantSource clock, Ticking ticking) {
        this.out = out;
        this.prefix = prefix;
        this.owned = owned;
        this.clock = clock;
        this.heartbeat = ticking.start("paas-heartbeat", HEARTBEAT_MILLIS, this::beat);
    }

    /** Lines to a file, or with {@code -} to standard output. */
    static EventLines to(String name, Surroundings here) {
        return to(name, here, Ticker::new);
    }

    /** The same with a heartbeat that a test can hear without waiting for it. */
    static EventLines to(String name, Surroundings here, Ticking ticking) {
        if (name.equals("-")) {
            return new EventLines(here.out(), PREFIX, false, here.clock(), ticking);
        }
        Path file = here.folder().resolve(name);
        try {
            OutputStream stream = Files.newOutputStream(file);
            return new EventLines(
                    new PrintStream(stream, true, StandardCharsets.UTF_8), "", true, here.clock(), ticking);
        } catch (IOException e) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_EVENTS_FILE",
                            "cannot write events to " + name + ": " + e.getMessage(),
                            "name another file"),
                    e);
        }
    }

    @Override
    public synchronized void emit(Event event) {
        out.println(prefix + EventJson.line(++number, clock.instant(), event));
    }

    private synchronized void beat() {
        if (closed) {
            // It was on its way already, and what comes now is the result.
            return;
        }
        out.println(prefix
                + Json.write(new Members()
                        .add("schema", Members.SCHEMA)
                        .add("number", ++number)
                        .add("at", clock.instant())
                        .add("event", "heartbeat")
                        .tree()));
    }

    @Override
    public synchronized void close() {
        closed = true;
        heartbeat.close();
        if (owned) {
            out.close();
        }
    }
}
