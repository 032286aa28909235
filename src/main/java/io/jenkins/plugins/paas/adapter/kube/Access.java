package io.jenkins.plugins.paas.adapter.kube;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/**
 * How to reach one cluster: what a kubeconfig context stands for.
 *
 * @param context its name, for messages
 * @param server the API server's address, without a slash at its end
 * @param trust whom to believe to be that server
 * @param proxy the HTTP proxy in between
 * @param signIn who we are
 * @param as whom we act as, where that is somebody else
 */
record Access(
        String context, URI server, Trust trust, Optional<InetSocketAddress> proxy, SignIn signIn, Impersonation as) {
    /** As ourselves. */
    Access(String context, URI server, Trust trust, Optional<InetSocketAddress> proxy, SignIn signIn) {
        this(context, server, trust, proxy, signIn, Impersonation.NONE);
    }

    /**
     * Whom to believe to be the API server.
     *
     * @param authorities PEM certificates of those who may vouch for it; without them those that Java knows
     * @param anyone whether whoever answers is believed ({@code insecure-skip-tls-verify})
     * @param serverName the name to expect in the certificate instead of the address's host ({@code tls-server-name})
     */
    record Trust(Optional<String> authorities, boolean anyone, Optional<String> serverName) {}
}
