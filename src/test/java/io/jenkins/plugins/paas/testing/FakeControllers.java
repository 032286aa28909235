package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import io.jenkins.plugins.paas.testing.FakeObjects.Key;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All workloads of a cluster in memory, and what becomes of their pods. */
final class FakeControllers {
    private final Clock clock;
    private final Map<Key, FakeWorkload> workloads = new LinkedHashMap<>();
    private final Map<Long, Fate> fates = new HashMap<>();

    FakeControllers(Clock clock) {
        this.clock = clock;
    }

    void fate(long release, Fate fate) {
        fates.put(release, fate);
    }

    PodView ready(PodView pod) {
        return FakePods.ready(pod, clock.instant());
    }

    /** An object has changed; what is no workload has no controller. */
    void specified(Key key, KubeObject object) {
        Arrays.stream(Workload.values())
                .filter(kind -> kind.kind().equals(key.kind()))
                .forEach(kind -> workloads
                        .computeIfAbsent(key, any -> FakeWorkload.of(kind, key.name()))
                        .specified(object));
    }

    void remove(Key key) {
        workloads.remove(key);
    }

    /** The younger one, while there are two of a name. */
    Optional<FakeWorkload> find(AppRef app) {
        return workloads.entrySet().stream()
                .filter(each -> each.getKey().namespace().equals(app.namespace().value())
                        && each.getKey().name().equals(app.app().value()))
                .map(Map.Entry::getValue)
                .reduce((first, last) -> last);
    }

    void scaled(AppRef app, String set, int replicas) {
        find(app).ifPresent(workload -> {
            if (workload instanceof FakeDeployment deployment) {
                deployment.scaled(set, replicas);
            }
        });
    }

    boolean step() {
        return List.copyOf(workloads.values()).stream()
                .anyMatch(each -> each.step(release -> fates.getOrDefault(release, new Fate.Ready()), clock.instant()));
    }
}
