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

    /**
     * Whether it comes in as with strategy {@code rolling}: where no pod runs yet, and where a gate could only be left
     * forward, because there is no Release to go back to. Over pods that were there before paas was, whose requests can be
     * kept, a gate is worth having even so; but not where persons are asked, who could not say no.
     */
    static boolean withoutGate(Rollout state, Observation seen) {
        boolean nothingRuns = seen.workload().filter(w -> w.desired() > 0).isEmpty()
                || oldPods(state, seen).findAny().isEmpty();
        boolean oneWay = !Failure.canGoBack(state)
                && (state.consent().isPresent()
                        || oldPods(state, seen).anyMatch(pod -> pod.release().isPresent()));
        return nothingRuns || oneWay;
    }

    /** Without a gate. */
    static Decision natively(Rollout state, Observation seen, Instant now) {
        return new RollingCourse().decide(state.unstaged(), seen, now);
    }

    /** Goes on to the first step with the old pods pinned, once that takes no ready pod away from the Service. */
    static Decision pinning(Rollout state, Observation seen, Instant now) {
        Optional<Pin> pin = pin(state, seen).filter(p -> keeps(p, seen));
        if (pin.isPresent()) {
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

    /** Looks again before the first write: somebody else's rollout may have begun to take the pinned pods away. */
    static Optional<Decision> again(Rollout state, Observation seen, Instant now) {
        boolean untouched = seen.workload()
                .flatMap(WorkloadView::release)
                .filter(r -> r == state.release())
                .isEmpty();
        return Stage.staging(state)
                .old()
                .filter(pin -> untouched && !keeps(pin, seen))
                .map(pin -> Decision.on(state.to(Step.PLANNED, now), now));
    }

    private static boolean keeps(Pin pin, Observation seen) {
        int desired = seen.workload().map(WorkloadView::desired).orElse(0);
        int stay = seen.sets().stream()
                .filter(set -> Traffic.meant(pin, set))
                .mapToInt(set -> Math.min(set.desired(), set.ready()))
                .sum();
        long all = seen.pods().stream()
                .filter(pod -> pod.ready() && !pod.leaving())
                .count();
        return stay >= Math.min(desired, all);
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
