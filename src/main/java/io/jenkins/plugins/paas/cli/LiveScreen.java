package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.engine.TrafficShare;
import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Gate;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.rollout.diagnosis.Diagnoses;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Events on a terminal: what is finished scrolls up as lines, what is going on stays at the bottom and is drawn anew.
 */
final class LiveScreen implements Screen {
    private static final long REDRAW_MILLIS = 100;
    /** With the lines above it, it fits into the smallest usual terminal of 24 lines. */
    private static final int MOST_ROWS = 18;

    /** So long pods may take before it is said what they wait for. */
    private static final Duration ORDINARY = Duration.ofSeconds(10);

    private static final String ESC = "\u001b[";
    /** A line that is too long is cut by the terminal itself, so that the count of lines to go up stays right. */
    private static final String WRAP_OFF = ESC + "?7l";

    private static final String WRAP_ON = ESC + "?7h";
    private static final String CLEAR_BELOW = ESC + "J";

    private final PrintStream out;
    private final InstantSource clock;
    private final boolean colours;
    private final PlainScreen lines;
    private final List<String> pendingLines = new ArrayList<>();
    private final Ticker redraw;
    private Optional<Event.Started> work = Optional.empty();
    private Optional<Event.Progress> progress = Optional.empty();
    private Optional<Rollout> rollout = Optional.empty();
    private Optional<Observation> seen = Optional.empty();
    private int drawn;
    private boolean changed;
    private long ticks;

    LiveScreen(PrintStream out, InstantSource clock, boolean colours) {
        this.out = out;
        this.clock = clock;
        this.colours = colours;
        this.lines = new PlainScreen(pendingLines::add, clock, colours);
        this.redraw = new Ticker("paas-screen", REDRAW_MILLIS, this::tick);
    }

    @Override
    public synchronized void emit(Event event) {
        changed = true;
        if (event instanceof Event.Started started) {
            work = Optional.of(started);
            progress = Optional.empty();
        } else if (event instanceof Event.Progress going) {
            progress = Optional.of(going);
        } else if (event instanceof Event.Seen now) {
            rollout = Optional.of(now.rollout());
            seen = Optional.of(now.seen());
        } else {
            if (event instanceof Event.Finished) {
                work = Optional.empty();
                progress = Optional.empty();
            }
            if (event instanceof Event.Stepped stepped) {
                rollout = Optional.of(stepped.rollout())
                        .filter(state -> state.step().open());
            }
            lines.emit(event);
            draw();
        }
    }

    private synchronized void tick() {
        // Ages and clocks move on even when nothing happens.
        if (changed || ticks++ % 10 == 0) {
            draw();
        }
    }

    private void draw() {
        changed = false;
        StringBuilder frame = new StringBuilder();
        if (drawn > 0) {
            frame.append(ESC).append(drawn).append("A\r").append(CLEAR_BELOW);
        }
        pendingLines.forEach(line -> frame.append(line).append('\n'));
        pendingLines.clear();
        List<String> bottom = bottom();
        frame.append(WRAP_OFF);
        bottom.forEach(line -> frame.append(Visible.painted(line)).append('\n'));
        frame.append(WRAP_ON);
        drawn = bottom.size();
        out.print(frame);
        out.flush();
    }

    private List<String> bottom() {
        List<String> bottom = new ArrayList<>();
        work.ifPresent(started -> bottom.add(started.what() + " ..."
                + progress.map(LiveScreen::amount).map(text -> "  " + text).orElse("")));
        rollout.ifPresent(state -> {
            bottom.add(Style.STRONG.paint(RolloutWords.step(state), colours) + "  "
                    + seen.map(there -> amounts(state, there) + "  ").orElse("")
                    + Style.QUIET.paint(Durations.age(Duration.between(state.startedAt(), clock.instant())), colours));
            Gate.Due.of(state).ifPresent(due -> bottom.add(GateText.due(due, clock.instant())));
            seen.filter(there -> Duration.between(state.lastProgressAt(), clock.instant())
                                    .compareTo(ORDINARY)
                            >= 0)
                    .flatMap(there -> Diagnoses.present(state, there, clock.instant()))
                    .filter(why -> why.code() != Code.E_NO_PROGRESS)
                    .ifPresent(why -> bottom.add("  " + why.code() + ": " + why.sentence()));
            seen.map(Observation::pods).filter(pods -> !pods.isEmpty()).ifPresent(pods -> bottom.addAll(table(pods)));
        });
        return bottom;
    }

    /** What does not fit into a terminal scrolls up, and would be left there again at each drawing. */
    private List<String> table(List<PodView> pods) {
        List<String> lines = new ArrayList<>();
        PodTable.lines(pods, clock.instant()).forEach(line -> lines.add("  " + line));
        if (lines.size() <= MOST_ROWS) {
            return lines;
        }
        int left = lines.size() - MOST_ROWS + 1;
        List<String> shown = new ArrayList<>(lines.subList(0, MOST_ROWS - 1));
        shown.add("  and " + left + " more; paas status shows all");
        return shown;
    }

    private static String amounts(Rollout state, Observation seen) {
        return RolloutWords.pods(state, seen)
                + GateText.traffic(TrafficShare.of(state.ref().app(), seen));
    }

    private static String amount(Event.Progress going) {
        if (going.unit().equals("bytes")) {
            return Bytes.words(going.done()) + (going.total() > 0 ? " of " + Bytes.words(going.total()) : "");
        }
        return going.done() + (going.total() > 0 ? " of " + going.total() : "") + " " + going.unit();
    }

    @Override
    public void close() {
        redraw.close();
        synchronized (this) {
            work = Optional.empty();
            rollout = Optional.empty();
            draw();
        }
    }
}
