package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.ClusterSpec;
import io.jenkins.plugins.paas.port.Clusters;
import io.jenkins.plugins.paas.port.Connection;
import java.util.Map;
import java.util.function.Consumer;

/** Clusters as the kubeconfig knows them. */
public final class KubeClusters implements Clusters {
    private final Map<String, String> environment;
    private final Consumer<String> listener;

    /**
     * The clusters of a kubeconfig.
     *
     * @param environment the process's variables: {@code KUBECONFIG}, {@code HOME}, the proxies, and what credential
     *     plugins are given
     * @param listener told in words when an API server falls silent and when it is back
     */
    public KubeClusters(Map<String, String> environment, Consumer<String> listener) {
        this.environment = Map.copyOf(environment);
        this.listener = listener;
    }

    /** Loads what the first connection needs, in the background; does nothing that anyone could notice but by its time. */
    public static void warmUp() {
        Thread thread = new Thread(new WarmUp(), "kube-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Connection connect(ClusterSpec cluster) {
        Server server = new Server(Accesses.of(cluster.context(), environment));
        server.prepare();
        return new KubeConnection(new KubeApi(new Requests(server, Patience.tellingTo(listener))));
    }
}
