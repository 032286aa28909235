package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.model.Release.Verdict;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.rollout.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends what {@link HeldBack} names, on request: first the pin, then the freeze. */
final class Mending {
    private final Workplace at;

    Mending(Workplace at) {
        this.at = at;
    }

    /** Ends it; what was done is told and recorded. */
    void end(Observation seen) {
        Optional<Long> running = Running.number(seen);
        List<String> found = HeldBack.unexplained(at.place().ref().app(), seen, Optional.empty());
        if (found.isEmpty()) {
            return;
        }
        at.trail().add(Action.MENDED, running, "native again", Map.of("found", String.join("; ", found)));
        KeptReleases kept = new KeptReleases(at.connection().releases(), at.place());
        Deeds deeds = new Deeds(at, kept);
        try {
            for (Effect effect : effects(seen, running, kept)) {
                deeds.perform(effect, Optional.of(seen));
            }
        } catch (InterruptedException e) {
            throw Failures.leftEarly(e);
        }
        // It runs, but that its pods are well is for a Rollout to find out; what one found already stays.
        running.filter(number -> kept.entry(number).isPresent() && kept.pending(number))
                .ifPresent(number -> at.connection().releases().judge(at.place().ref(), number, Verdict.MENDED));
        found.forEach(what -> at.emit(new Event.Noted("ended: " + what)));
    }

    private static List<Effect> effects(Observation seen, Optional<Long> running, KeptReleases kept) {
        List<Effect> effects = new ArrayList<>(List.of(
                new Effect.Select(new Pin.None()),
                new Effect.Preview(Optional.empty()),
                new Effect.HoldScaleDown(false)));
        seen.workload()
                .map(workload -> workload.kind() == Workload.STATEFUL_SET
                        ? new Effect.Partition(0)
                        : thaw(workload, running, kept))
                .ifPresent(effects::add);
        return effects;
    }

    private static Effect thaw(WorkloadView workload, Optional<Long> running, KeptReleases kept) {
        if (!workload.pace().isFrozen()) {
            // A pause alone may be somebody's wish.
            return new Effect.Reshape(Optional.empty(), workload.paused());
        }
        Pace own = running.flatMap(kept::find).map(Originals::rendered).orElse(Pace.DEFAULT);
        return new Effect.Reshape(Optional.of(own), false);
    }
}
