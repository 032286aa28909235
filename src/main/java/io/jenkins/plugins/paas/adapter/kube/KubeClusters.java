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
    private final HeadStart headStart;

    /**
     * The clusters of a kubeconfig.
     *
     * @param environment the process's variables: {@code KUBECONFIG}, {@code HOME}, the proxies, and what credential
     *     plugins are given
     * @param listener told in words when an API server falls silent and when it is back
     * @param headStart a connection that is opening already
     */
    public KubeClusters(Map<String, String> environment, Consumer<String> listener, HeadStart headStart) {
        this.environment = Map.copyOf(environment);
        this.listener = listener;
        this.headStart = headStart;
    }

    @Override
    public Connection connect(ClusterSpec cluster) {
        Server server = headStart.towards(cluster.context()).orElseGet(() -> anew(cluster));
        return new KubeConnection(new KubeApi(new Requests(server, Patience.tellingTo(listener))));
    }

    private Server anew(ClusterSpec cluster) {
        Server server = new Server(Accesses.of(cluster.context(), environment));
        server.prepare();
        return server;
    }
}
