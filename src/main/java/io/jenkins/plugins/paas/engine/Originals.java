package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Staging;
import io.jenkins.plugins.paas.model.Strategy;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a strategy with gates changes for a while, as it was before and as it is to be afterwards. */
final class Originals {
    private Originals() {}

    /**
     * What is kept of it in the Rollout.
     *
     * @param seen the cluster before anything is changed
     * @param before the Rollout before, which may have been left half way
     * @return nothing for a strategy without gates
     */
    static Optional<Staging> of(
            Strategy strategy, Release release, Supplier<Observation> seen, Optional<Rollout> before) {
        if (strategy == Strategy.ROLLING) {
            return Optional.empty();
        }
        Pace there = seen.get().workload().map(WorkloadView::pace).orElse(Pace.DEFAULT);
        // Frozen, it is of no use as an original: what it was before the freeze stands in the record, or in the
        // Release.
        Pace own = rendered(release);
        Pace original = there.isFrozen()
                ? before.flatMap(Rollout::staging).map(Staging::before).orElse(own)
                : there;
        return Optional.of(Staging.planned(original, own));
    }

    /** The pace that a Release's Deployment is rendered with; what it does not say is what Kubernetes assumes. */
    static Pace rendered(Release release) {
        return release.objects().stream()
                .filter(object -> object.kind().equals("Deployment"))
                .findFirst()
                .map(Originals::pace)
                .orElse(Pace.DEFAULT);
    }

    private static Pace pace(KubeObject deployment) {
        Map<String, Object> spec = PlainData.map(deployment.body(), "spec");
        Map<String, Object> update = PlainData.map(spec, "strategy", "rollingUpdate");
        return new Pace(
                number(spec, "minReadySeconds").orElse(Pace.DEFAULT.minReadySeconds()),
                number(spec, "progressDeadlineSeconds").or(Pace.DEFAULT::deadlineSeconds),
                text(update, "maxSurge").orElse(Pace.DEFAULT.maxSurge()),
                text(update, "maxUnavailable").orElse(Pace.DEFAULT.maxUnavailable()));
    }

    private static Optional<Integer> number(Map<String, Object> in, String key) {
        return PlainData.at(in, key).filter(Number.class::isInstance).map(number -> ((Number) number).intValue());
    }

    private static Optional<String> text(Map<String, Object> in, String key) {
        return PlainData.at(in, key).map(String::valueOf);
    }
}
