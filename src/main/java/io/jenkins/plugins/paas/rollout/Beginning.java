package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.SetView;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.rollout.diagnosis.Diagnoses;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a strategy with gates starts: whether there is anything to be careful with, and who keeps the requests. */
final class Beginning {
    private Beginning() {}

    /** Where no pod serves yet nobody has to be asked: the Release comes in as with strategy {@code rolling}. */
    static boolean nothingRuns(Rollout state, Observation seen) {
        return seen.workload().filter(w -> w.desired() > 0).isEmpty()
                || oldPods(state, seen).findAny().isEmpty();
    }

    /** Without a gate. */
    static Decision natively(Rollout state, Observation seen, Instant now) {
        return new RollingCourse().decide(state.unstaged(), seen, now);
    }

    /** Goes on to the first step with the old pods pinned, once that takes no ready pod away from the Service. */
    static Decision pinning(Rollout state, Observation seen, Instant now) {
        Optional<Pin> pin = pin(state, seen);
        int desired = seen.workload().map(WorkloadView::desired).orElse(0);
        long all = seen.pods().stream().filter(Beginning::serves).count();
        long kept = pin.map(p -> seen.pods().stream()
                        .filter(pod -> serves(pod) && Traffic.meant(p, pod))
                        .count())
                .orElse(0L);
        if (pin.isPresent() && kept >= Math.min(desired, all)) {
            Rollout pinned = state.staged(Stage.staging(state).keeping(pin.get()));
            return Decision.on(pinned.to(Step.APPLYING, now), now);
        }
        return now.isBefore(state.deadline())
                ? Decision.watch(state, List.of(), state.deadline())
                : Failure.of(
                        state,
                        Failure.outOfTime(
                                state, state.fallback().orElse(state.release()), Diagnoses.ofOld(state, seen, now)),
                        now);
    }

    private static boolean serves(PodView pod) {
        return pod.ready() && !pod.leaving();
    }

    private static Stream<PodView> oldPods(Rollout state, Observation seen) {
        return seen.pods().stream()
                .filter(pod -> !pod.leaving())
                .filter(pod -> pod.release().filter(r -> r == state.release()).isEmpty());
    }

    /** The set that serves most; where it bears no label of ours, by the one that Kubernetes gives it. */
    private static Optional<Pin> pin(Rollout state, Observation seen) {
        return seen.sets().stream()
                .filter(set -> set.release().filter(r -> r == state.release()).isEmpty())
                .filter(set -> set.desired() > 0)
                .max(Comparator.comparingInt(SetView::ready).thenComparingLong(SetView::revision))
                .map(set -> set.release().<Pin>map(Pin.OfRelease::new).orElseGet(() -> new Pin.OfSet(set.hash())));
    }
}
