package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.engine.Delivery.Change;
import io.jenkins.plugins.paas.engine.Delivery.Planned;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Release;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of each object when one Release takes the place of another. */
final class Changes {
    private Changes() {}

    static List<Planned> between(Optional<Release> before, Release after) {
        Map<String, KubeObject> old = new LinkedHashMap<>();
        before.ifPresent(release -> release.objects().forEach(object -> old.put(object.toString(), object)));
        List<Planned> plan = new ArrayList<>();
        for (KubeObject object : after.objects()) {
            Optional<KubeObject> was = Optional.ofNullable(old.remove(object.toString()));
            plan.add(new Planned(
                    object,
                    was.map(it -> PlainData.same(it.body(), object.body()) ? Change.SAME : Change.CHANGED)
                            .orElse(Change.NEW)));
        }
        old.values().forEach(gone -> plan.add(new Planned(gone, Change.REMOVED)));
        return plan;
    }
}
