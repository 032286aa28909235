package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.ServiceView;
import io.jenkins.plugins.paas.model.Pin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How a Service shares requests among Releases: evenly among the ready pods that it selects. */
public final class TrafficShare {
    private static final int WHOLE = 100;

    private TrafficShare() {}

    /** Percent by Release, 0 standing for pods of none; empty where there is no Service or nobody to take requests. */
    public static Map<Long, Integer> of(AppName app, Observation seen) {
        Optional<ServiceView> service = seen.services().stream()
                .filter(each -> each.name().equals(app.value()))
                .findFirst();
        List<PodView> taking = service.stream()
                .flatMap(it -> seen.pods().stream().filter(pod -> takes(it.pin(), pod)))
                .toList();
        Map<Long, Integer> count = new TreeMap<>();
        taking.forEach(pod -> count.merge(pod.release().orElse(0L), 1, Integer::sum));
        Map<Long, Integer> share = new TreeMap<>();
        count.forEach((release, pods) -> share.put(release, Math.round((float) WHOLE * pods / taking.size())));
        return share;
    }

    private static boolean takes(Map<String, String> pin, PodView pod) {
        return pod.ready()
                && !pod.leaving()
                && Optional.ofNullable(pin.get(Labels.RELEASE))
                        .map(number -> pod.release().map(String::valueOf).equals(Optional.of(number)))
                        .orElse(true)
                && Optional.ofNullable(pin.get(Pin.HASH))
                        .map(pod.revision()::equals)
                        .orElse(true);
    }
}
