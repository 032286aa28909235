package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.App;
import io.jenkins.plugins.paas.model.ClusterSpec;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Clusters;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.spec.Targets;
import java.util.Map;
import java.util.Optional;

/** The cluster that keeps what all clusters share; often the target itself, which is then not connected to twice. */
final class StoreCluster implements AutoCloseable {
    private final Connection connection;
    private final Place place;
    private final boolean ours;

    private StoreCluster(Connection connection, Place place, boolean ours) {
        this.connection = connection;
        this.place = place;
        this.ours = ours;
    }

    /** Connects, unless the open connection leads there. */
    static StoreCluster open(Clusters clusters, Platform platform, Target target, Optional<Connection> open) {
        Place place = place(platform, target);
        return open.filter(
                        there -> place.cluster().name().equals(target.cluster().name()))
                .map(there -> new StoreCluster(there, place, false))
                .orElseGet(() -> new StoreCluster(clusters.connect(place.cluster()), place, true));
    }

    /** Connects for what belongs to the platform itself and to no App. */
    static StoreCluster open(Clusters clusters, Place place) {
        return new StoreCluster(clusters.connect(place.cluster()), place, true);
    }

    /** The cluster that the platform names for it. */
    static ClusterSpec of(Platform platform) {
        return platform.cluster(platform.store())
                .orElseThrow(() -> Failures.invalid(
                        "E_CLUSTER_UNKNOWN",
                        "the platform has no cluster '" + platform.store() + "', which should number the builds",
                        "mend 'store' in the platform file"));
    }

    private static Place place(Platform platform, Target target) {
        ClusterSpec store = of(platform);
        if (store.name().equals(target.cluster().name())) {
            return Place.of(target);
        }
        App app = target.app();
        // The store may be a cluster that the App itself never goes to.
        App anywhere = new App(app.name(), app.team(), app.source(), app.defaults(), Map.of());
        return Place.of(Targets.resolve(anywhere, platform, store.name()));
    }

    /** The next number of the App's builds that is larger than this one, asked while a connection is open. */
    static long next(Clusters clusters, Platform platform, Target target, Connection open, long above) {
        try (StoreCluster store = open(clusters, platform, target, Optional.of(open))) {
            return store.next(above);
        }
    }

    /** The next number of the App's builds. */
    long next() {
        return next(0);
    }

    private long next(long above) {
        prepare();
        return connection.sequence().next(place.ref(), above);
    }

    /** Makes sure that there is a namespace to write to. */
    void prepare() {
        connection
                .cluster()
                .ensureNamespace(place.ref().namespace(), place.cluster().createNamespace());
    }

    Connection connection() {
        return connection;
    }

    Place place() {
        return place;
    }

    @Override
    public void close() {
        if (ours) {
            connection.close();
        }
    }
}
