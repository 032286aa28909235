package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.RunSpec.GatePolicy;
import io.jenkins.plugins.paas.model.Staging;
import io.jenkins.plugins.paas.rollout.diagnosis.Diagnoses;
import io.jenkins.plugins.paas.rollout.diagnosis.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What happens at a gate while nobody says anything; the same for every strategy. */
final class Gate {
    /** So long new pods may fail at a gate until it ends by itself: enough to see it and to read a log. */
    static final Duration GRACE = Duration.ofMinutes(1);

    private Gate() {}

    /** Opens it: from here on people's time passes. What is confirmed is what is there. */
    static Rollout open(Stage at) {
        return at.state().atNewGate(at.now());
    }

    /** Waits for a person, and does that in between. */
    static Decision decide(Stage at, List<Effect> effects) {
        Judgement judgement = Diagnoses.judge(at.state(), at.state().release(), at.seen(), at.now());
        if (judgement.doomed()) {
            return trouble(at, judgement.explanation().orElseThrow(), effects);
        }
        Rollout state = at.state().diagnosis().isEmpty() ? at.state() : well(at.state());
        GatePolicy policy = state.gates();
        Instant opened = state.gateSince();
        Optional<Instant> autoAt = policy.autoPromote().map(quiet(at, opened)::plus);
        boolean allReady = at.freshReady() > 0 && judgement.explanation().isEmpty();
        if (allReady && autoAt.filter(due -> !at.now().isBefore(due)).isPresent()) {
            return Decision.on(promoteAll(state, at.now()), at.now());
        }
        Optional<Instant> timeout = policy.timeout().map(opened::plus);
        if (timeout.filter(due -> !at.now().isBefore(due)).isPresent()) {
            Optional<Decision> end = timedOut(at.with(state));
            if (end.isPresent()) {
                return end.get();
            }
        }
        return new Decision(
                state,
                effects,
                earliest(at.now(), Stream.of(autoAt.filter(due -> allReady), timeout, judgement.wakeAt())));
    }

    static Rollout promoteAll(Rollout state, Instant now) {
        return Confirmation.goOn(state.staged(Stage.staging(state).granted(new Grant.All())), now);
    }

    private static Rollout well(Rollout state) {
        return state.healed().staged(Stage.staging(state).troubled(Optional.empty()));
    }

    /** The gate is a failure from now on; a person may look at it before it is cleaned away. */
    private static Decision trouble(Stage at, Diagnosis why, List<Effect> effects) {
        Instant since = at.staging().troubledSince().orElse(at.now());
        if (!at.now().isBefore(since.plus(GRACE))) {
            return Failure.of(at.state(), at.state().diagnosis().orElse(why), at.now());
        }
        Rollout failing =
                at.state().diagnosis().isPresent() ? at.state() : at.state().because(why);
        Staging troubled = Stage.staging(failing).troubled(Optional.of(since));
        return Decision.watch(failing.staged(troubled), effects, since.plus(GRACE));
    }

    private static Optional<Decision> timedOut(Stage at) {
        Rollout state = at.state();
        if (state.gates().onTimeout() == GatePolicy.OnTimeout.PROMOTE) {
            return Optional.of(Decision.on(promoteAll(state, at.now()), at.now()));
        }
        // Where it may not go back by itself the only way is forward, and that needs a person.
        return Failure.mayGoBack(state)
                ? Optional.of(Failure.of(state, nobodyCame(state), at.now()))
                : Optional.empty();
    }

    static Diagnosis nobodyCame(Rollout state) {
        return new Diagnosis(
                Diagnosis.Code.E_NO_PROGRESS,
                "Nobody confirmed release " + state.release() + " at its gate for "
                        + Spans.words(state.gates().timeout().orElse(Duration.ZERO)) + ".",
                "Deploy it again when somebody is there to confirm it, or give the gate more time (gate.timeout in"
                        + " paas.yaml). See " + Diagnosis.Code.E_NO_PROGRESS.page() + ".",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    /** Since when no probe failed and no container was started again, as far as the cluster still tells. */
    private static Instant quiet(Stage at, Instant opened) {
        List<PodView> fresh = at.seen().pods().stream()
                .filter(pod -> Traffic.meant(at.fresh(), pod) && !pod.leaving())
                .toList();
        Stream<Instant> ready = fresh.stream().flatMap(pod -> pod.readySince().stream());
        Stream<Instant> ended = fresh.stream()
                .flatMap(pod -> pod.containers().stream())
                .flatMap(container -> container.last().stream())
                .flatMap(end -> end.finishedAt().stream());
        Stream<Instant> probes = at.seen().events().stream()
                .filter(event -> event.reason().equals("Unhealthy")
                        && fresh.stream().anyMatch(pod -> pod.name().equals(event.name())))
                .map(EventView::last);
        return Stream.of(Stream.of(opened), ready, ended, probes)
                .flatMap(times -> times)
                .max(Comparator.naturalOrder())
                .orElse(opened);
    }

    private static Optional<Instant> earliest(Instant now, Stream<Optional<Instant>> times) {
        return times.flatMap(Optional::stream).filter(time -> time.isAfter(now)).min(Comparator.naturalOrder());
    }
}
