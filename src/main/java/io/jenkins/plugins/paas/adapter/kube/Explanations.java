package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;

/**
 * The events of an App's objects: why something is not as it should be. A namespace may hold thousands of events, which cost
 * more to read than all else, so a watch reads them from when there is something to explain. That they may be read is
 * known at once.
 */
final class Explanations implements AutoCloseable {
    /** Only the latest explain anything. */
    private static final int MOST = 500;

    private final KubeApi api;
    private final KubePath path;
    private final Mirror<SeenEvent> events;
    private boolean following;

    Explanations(KubeApi api, AppRef app, Runnable onChange) {
        this.api = api;
        path = AppObjects.events(app);
        events = new Mirror<>(api, path, object -> AppObjects.event(app, object), onChange);
    }

    /**
     * Sees that events may be read, and reads none.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException as {@link KubeApi#listing}
     */
    void look() {
        Listing.glance(api, path);
    }

    /** Begins to follow once not all is as it should be. */
    synchronized void followWhenUnsettled(Observation seen) {
        if (!following
                && seen.workload().filter(workload -> !settled(workload, seen)).isPresent()) {
            following = true;
            api.requests().later(Duration.ZERO, events::resume);
        }
    }

    private static boolean settled(WorkloadView workload, Observation seen) {
        return workload.observedGeneration() >= workload.generation()
                && workload.updated() == workload.desired()
                && workload.total() == workload.desired()
                && workload.ready() == workload.desired()
                && seen.pods().stream().allMatch(PodView::ready);
    }

    /** The latest that were read. */
    Collection<SeenEvent> latest() {
        Map<String, SeenEvent> all = events.byUid();
        if (all.size() > MOST) {
            events.forget(all.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue(
                            Comparator.comparing(event -> event.view().last())))
                    .limit(all.size() - MOST / 2)
                    .map(Map.Entry::getKey)
                    .toList());
        }
        return all.values();
    }

    @Override
    public void close() {
        events.close();
    }
}
