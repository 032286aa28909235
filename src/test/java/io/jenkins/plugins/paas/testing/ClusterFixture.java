package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.port.Cluster.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What the contracts of {@link Cluster} are tried on: a cluster and a namespace in it. */
public abstract class ClusterFixture {
    private static final long PATIENCE_SECONDS = 60;

    protected abstract Cluster cluster();

    /** A namespace of this test alone, which exists. */
    protected abstract Namespace namespace();

    /** A namespace name that does not exist. */
    protected abstract Namespace absent();

    /** Somebody else changes a field of an object that is there. */
    protected abstract void someoneElseSets(KubeObject object, String path, Object value, String owner);

    /** Lets the controllers work; a real cluster's do so by themselves. */
    protected abstract void settle();

    protected final AppRef app(String name) {
        return new AppRef(new AppName(name), namespace());
    }

    protected final List<Change> apply(KubeObject... objects) {
        List<Change> changes = new ArrayList<>();
        cluster().apply(namespace(), List.of(objects), each -> changes.add(each.change()));
        return changes;
    }

    /** The first observation that fits, told by a watch. */
    protected final Observation await(BlockingQueue<Observation> told, Predicate<Observation> wanted) {
        settle();
        List<Observation> others = new ArrayList<>();
        try {
            for (Observation seen; (seen = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) != null; ) {
                if (wanted.test(seen)) {
                    return seen;
                }
                others.add(seen);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("nothing that fits was told, but " + others);
    }

    protected static Predicate<Observation> ready(int pods, long release) {
        return seen -> seen.workload()
                        .filter(workload -> workload.ready() == pods
                                && workload.updated() == pods
                                && workload.total() == pods
                                && workload.observedGeneration() == workload.generation()
                                && workload.release().equals(java.util.Optional.of(release)))
                        .isPresent()
                && seen.pods().stream().filter(PodView::ready).count() >= pods;
    }
}
