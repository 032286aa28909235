package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.proxy.Proxies;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the way to a cluster: in the kubeconfig, or inside the cluster itself. */
final class Accesses {
    /** The context that means "the cluster in which this process runs". */
    static final String IN_CLUSTER = "in-cluster";

    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private Accesses() {}

    static Access of(String context, Map<String, String> environment) {
        if (context.equals(IN_CLUSTER) && Files.exists(ACCOUNT.resolve("token"))) {
            return inCluster(environment);
        }
        Kubeconfig.Target target = Kubeconfig.of(environment).target(context);
        Tree cluster = target.cluster().fields();
        URI server = address(context, cluster.text("server"));
        Access.Trust trust = new Access.Trust(
                target.cluster().content("certificate-authority"),
                cluster.flag("insecure-skip-tls-verify"),
                cluster.find("tls-server-name").filter(name -> !name.isEmpty()));
        String own = cluster.text("proxy-url");
        Optional<InetSocketAddress> proxy =
                own.isEmpty() ? new Proxies(environment).to(server) : Optional.of(Proxies.address(own));
        return new Access(
                context, server, trust, proxy, SignIns.of(target, environment), Impersonation.of(target.user()));
    }

    private static Access inCluster(Map<String, String> environment) {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "kubernetes.default.svc");
        String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        URI server = URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
        String authorities = Kubeconfig.Entry.text(ACCOUNT.resolve("ca.crt"), "the cluster's certificate authority");
        Access.Trust trust = new Access.Trust(Optional.of(authorities), false, Optional.empty());
        return new Access(IN_CLUSTER, server, trust, Optional.empty(), new TokenFileSignIn(ACCOUNT.resolve("token")));
    }

    private static URI address(String context, String server) {
        try {
            URI address = URI.create(server.endsWith("/") ? server.substring(0, server.length() - 1) : server);
            if (address.getHost() != null && address.getScheme() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw Kubeconfig.unreadable("the server of context " + context + " is no address: " + server, e);
        }
        throw Kubeconfig.unreadable("the server of context " + context + " is no address: " + server);
    }
}
