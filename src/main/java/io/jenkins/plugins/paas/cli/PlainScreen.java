package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.rollout.diagnosis.Diagnoses;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Events as lines for logs: each line says something new, and a heartbeat shows that a quiet command is alive.
 */
final class PlainScreen implements Screen {
    private static final Duration QUIET_AT_MOST = Duration.ofSeconds(30);

    private final Consumer<String> out;
    private final InstantSource clock;
    private final boolean colours;
    private String lastPods = "";
    private Instant lastLine;

    PlainScreen(Consumer<String> out, InstantSource clock, boolean colours) {
        this.out = out;
        this.clock = clock;
        this.colours = colours;
        this.lastLine = clock.instant();
    }

    @Override
    public synchronized void emit(Event event) {
        if (event instanceof Event.Started started) {
            line(started.what() + " ...");
        } else if (event instanceof Event.Finished finished) {
            line(finished.what() + ": " + finished.result() + " (" + Durations.words(finished.took()) + ")");
        } else if (event instanceof Event.Output output) {
            line(Style.QUIET.paint(output.from() + " | ", colours) + output.line());
        } else if (event instanceof Event.Stepped stepped) {
            line(RolloutWords.step(stepped.rollout()));
        } else if (event instanceof Event.Seen seen) {
            pods(seen);
        } else if (event instanceof Event.Diagnosed diagnosed) {
            line("");
            DiagnosisText.lines(diagnosed.diagnosis(), colours).forEach(this::line);
            line("");
        } else if (event instanceof Event.AtGate at) {
            line("");
            GateText.lines(at.gate(), clock.instant(), colours).forEach(this::line);
            line("");
        } else if (event instanceof Event.Approved approved) {
            line(ApprovalText.line(approved));
        } else if (event instanceof Event.Warned warned) {
            line(Style.WAITING.paint("warning", colours) + " " + warned.code() + ": " + warned.text());
        } else if (event instanceof Event.Noted noted) {
            line(noted.text());
        }
    }

    private void pods(Event.Seen seen) {
        if (seen.seen().workload().isEmpty()) {
            // Before a first deploy there is nothing to count.
            return;
        }
        String pods = RolloutWords.pods(seen.rollout(), seen.seen());
        boolean quietForLong = Duration.between(lastLine, clock.instant()).compareTo(QUIET_AT_MOST) >= 0;
        if (!pods.equals(lastPods) || quietForLong) {
            lastPods = pods;
            line("  " + pods + (quietForLong ? reason(seen) : ""));
        }
    }

    /** What is waited for, where it takes long. */
    private String reason(Event.Seen seen) {
        return Diagnoses.present(seen.rollout(), seen.seen(), clock.instant())
                .map(why -> "; " + (why.code() == Code.E_NO_PROGRESS ? "" : why.code() + ": ") + why.sentence())
                .orElse("");
    }

    private void line(String text) {
        out.accept(Visible.painted(text));
        lastLine = clock.instant();
    }

    @Override
    public void close() {
        // Lines are out already.
    }
}
