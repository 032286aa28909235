package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.START;
import static io.jenkins.plugins.paas.testing.Observations.container;
import static io.jenkins.plugins.paas.testing.Observations.deployment;
import static io.jenkins.plugins.paas.testing.Observations.pod;
import static io.jenkins.plugins.paas.testing.Observations.showing;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.testing.Observations;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A Deployment of two pods that obeys what is applied; what its pods do depends on the Release and the time alone. */
final class SimulatedCluster {
    private static final int REPLICAS = 2;

    /** What the pods of a Release do. */
    enum Fate {
        /** Ready one after another. */
        READY,
        /** It crashes at once, and again. */
        CRASHES,
        /** It runs and never becomes ready. */
        HANGS,
        /** It crashes once and is ready in the end. */
        CRASHES_ONCE
    }

    private final Map<Long, Fate> fates;
    private long template = OLD;
    private Instant since = START.minus(Duration.ofDays(1));

    SimulatedCluster(Map<Long, Fate> fates) {
        this.fates = fates;
    }

    /** Applying what is there already changes nothing. */
    void apply(long release, Instant now) {
        if (release != template) {
            template = release;
            since = now;
        }
    }

    Observation seen(Instant now) {
        long age = Duration.between(since, now).toSeconds();
        Fate fate = fates.get(template);
        int ready = fate == Fate.READY || fate == Fate.CRASHES_ONCE ? (int) Math.min(REPLICAS, age / 12) : 0;
        boolean done = ready == REPLICAS;
        int total = done ? REPLICAS : REPLICAS + 1;
        Observations seen = showing(deployment(template, REPLICAS)
                .pods(total, Math.min(ready + 1, REPLICAS), done ? REPLICAS : total - 1, done ? REPLICAS : total - 1));
        for (int i = 0; i < ready; i++) {
            seen.and(pod("shop-" + template + "-" + i, template).ready(since.plusSeconds(12L * (i + 1))));
        }
        return done ? seen.seen() : young(seen, "shop-" + template + "-" + ready, fate, age % 12, now);
    }

    private Observation young(Observations seen, String name, Fate fate, long age, Instant now) {
        var app = container();
        boolean crashes = fate == Fate.CRASHES || fate == Fate.CRASHES_ONCE;
        if (age < 2) {
            return seen.and(pod(name, template).with(app)).seen();
        }
        if (crashes && age < 4) {
            return seen.and(pod(name, template).with(app.ended(1, "Error", now)))
                    .seen();
        }
        if (fate == Fate.CRASHES) {
            app.waiting("CrashLoopBackOff", "").restarts(1).last(1, "Error", "", now);
        } else {
            app.starting(since.plusSeconds(2)).restarts(crashes ? 1 : 0).probe("startup", 5, 100);
        }
        return seen.and(pod(name, template).with(app)).seen();
    }
}
