package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.port.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows one log. When the connection breaks it goes on after the last line that was told: each line comes with its
 * time, and those up to that time are left out.
 */
final class LogFollower implements Cluster.Watch {
    private static final int TRIES = 30;

    /** A program may write for ever without a line break. */
    private static final int LONGEST_LINE = 1 << 20;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final KubeApi api;
    private final KubePath path;
    private final int tail;
    private final Consumer<String> onLine;
    private final Runnable onEnd;
    private @Nullable Lines open;
    private Instant told = Instant.MIN;
    private boolean resumed;
    private int failures;
    private boolean closed;

    LogFollower(KubeApi api, KubePath path, int tail, Consumer<String> onLine, Runnable onEnd) {
        this.api = api;
        this.path = path.with("follow", "true").with("timestamps", "true");
        this.tail = tail;
        this.onLine = onLine;
        this.onEnd = onEnd;
    }

    void start() {
        Lines lines = new Lines(
                this::line,
                error -> {
                    if (error.isPresent()) {
                        api.requests().lost(error.get());
                        again();
                    } else {
                        end();
                    }
                },
                LONGEST_LINE);
        KubePath from;
        synchronized (this) {
            if (closed) {
                return;
            }
            open = lines;
            resumed = told.isAfter(Instant.MIN);
            from = resumed ? path.with("sinceTime", told.toString()) : path.with("tailLines", Integer.toString(tail));
        }
        CompletableFuture<Answer> head = api.requests().stream("get", from, lines);
        var unused = head.whenComplete((answer, error) -> {
            if (error != null) {
                api.requests().lost(error);
                again();
            } else if (answer.passing()) {
                again();
            } else if (!answer.good()) {
                end();
            }
        });
    }

    private void line(String text) {
        int space = text.indexOf(' ');
        Optional<Instant> at = time(space < 0 ? text : text.substring(0, space));
        synchronized (this) {
            failures = 0;
            if (closed || (resumed && at.isPresent() && !at.get().isAfter(told))) {
                return;
            }
            at.ifPresent(time -> told = time);
        }
        onLine.accept(at.isEmpty() ? text : space < 0 ? "" : text.substring(space + 1));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(java.time.OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private void again() {
        synchronized (this) {
            failures++;
            if (failures < TRIES) {
                Duration pause = Duration.ofMillis(25L << Math.min(failures, 8));
                api.requests().later(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE, this::start);
                return;
            }
        }
        end();
    }

    private void end() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        onEnd.run();
    }

    @Override
    public void close() {
        Lines last;
        synchronized (this) {
            last = open;
            open = null;
        }
        if (last != null) {
            last.close();
        }
        end();
    }
}
