package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.codec.Canonical;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** A Deployment or StatefulSet with the controllers behind it, which do one thing at a time. */
abstract class FakeWorkload {
    final String name;
    final List<FakeSet> sets = new ArrayList<>();
    final List<PodView> pods = new ArrayList<>();
    final List<EventView> events = new ArrayList<>();
    Object template = Map.of();
    int desired = 1;
    private final Workload kind;
    private long generation;
    private long observed;

    FakeWorkload(Workload kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    static FakeWorkload of(Workload kind, String name) {
        return kind == Workload.DEPLOYMENT ? new FakeDeployment(name) : new FakeStatefulSet(name);
    }

    /** As {@link WorkloadView#template}. */
    static Optional<String> fingerprint(KubeObject object) {
        return Plain.at(object.body(), "spec", "template").map(FakeWorkload::fingerprint);
    }

    private static String fingerprint(Object template) {
        return Canonical.write(List.of(
                Plain.at(template, "metadata", "labels").orElse(Map.of()),
                Plain.at(template, "spec").orElse(Map.of())));
    }

    /** Takes over what its object says now. */
    void specified(KubeObject object) {
        Object spec = Plain.at(object.body(), "spec").orElse(Map.of());
        template = Plain.at(spec, "template").orElse(Map.of());
        // Without a number the one that somebody has set stays.
        desired = Plain.number(spec, desired, "replicas");
        specifiedToo(spec);
        generation++;
    }

    /** Takes over what only this kind has. */
    abstract void specifiedToo(Object spec);

    /** Does the next thing; false when there is nothing to do. */
    final boolean step(LongFunction<Fate> fates, Instant now) {
        return observe() || leave() || control(fates, now) || lives(fates, now);
    }

    private boolean observe() {
        if (observed == generation) {
            return false;
        }
        observed = generation;
        noted();
        return true;
    }

    /** The controller has seen the new specification. */
    abstract void noted();

    /** The controller's next step; false when it has nothing to do. */
    abstract boolean control(LongFunction<Fate> fates, Instant now);

    /** The set of the present template. */
    final Optional<FakeSet> current() {
        return sets.stream().filter(set -> set.madeOf(template)).findFirst();
    }

    final FakeSet made() {
        FakeSet set = new FakeSet(name, template);
        sets.add(set);
        return set;
    }

    /** A set becomes the newest one, as an old template does when it is applied again. */
    final void newest(FakeSet set) {
        long top = sets.stream().mapToLong(each -> each.number).max().orElse(0);
        if (set.number == 0 || set.number < top) {
            set.number = top + 1;
        }
    }

    /** Pods that are leaving are gone with the next step. */
    private boolean leave() {
        return pods.removeIf(PodView::leaving);
    }

    private boolean lives(LongFunction<Fate> fates, Instant now) {
        for (int i = 0; i < pods.size(); i++) {
            PodView pod = pods.get(i);
            PodView next = FakePods.next(pod, fates.apply(pod.release().orElse(0L)), now, events::add);
            if (!next.equals(pod)) {
                pods.set(i, next);
                return true;
            }
        }
        return false;
    }

    List<PodView> pods() {
        return pods;
    }

    final int ready() {
        return (int) pods.stream().filter(PodView::ready).count();
    }

    final int updated() {
        return current().map(set -> set.of(pods).size()).orElse(0);
    }

    /** What is seen of it, with the Services and the autoscaler beside it. */
    abstract Observation seen(FakeObjects.Around around);

    final Observation seen(
            FakeObjects.Around around,
            boolean ordered,
            WorkloadShape shape,
            Optional<String> target,
            Optional<String> present) {
        WorkloadView view = new WorkloadView(
                kind,
                name,
                generation,
                observed,
                Optional.of(FakeSet.releaseOf(template)).filter(release -> release > 0),
                Optional.of(FakeSet.imageOf(template)).filter(image -> !image.isEmpty()),
                fingerprint(template),
                desired,
                pods.size(),
                updated(),
                ready(),
                shape.available(),
                shape.paused(),
                target,
                present,
                shape.pace(),
                shape.partition(),
                List.of());
        return new Observation(
                Optional.of(view),
                ordered ? List.of() : sets.stream().map(set -> set.view(pods)).toList(),
                pods,
                events,
                Optional.empty(),
                around.services(),
                around.scaler());
    }

    /**
     * What the two kinds have each in their own way.
     *
     * @param available {@code status.availableReplicas}
     */
    record WorkloadShape(int available, boolean paused, Pace pace, int partition) {}
}
