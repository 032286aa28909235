package io.jenkins.plugins.paas.adapter.jib;

import java.net.URI;
import java.util.Locale;

/**
 * Where a registry answers. Passwords go there and nowhere else, and nothing at all goes by plain HTTP unless the platform
 * allows it.
 *
 * @param host the registry's host with its port
 * @param insecure whether plain HTTP may be spoken
 */
record Origin(String host, boolean insecure) {
    private static final String HUB = "docker.io";
    private static final String HUB_SERVER = "registry-1.docker.io";

    URI base() {
        return URI.create((insecure ? "http://" : "https://") + (host.equals(HUB) ? HUB_SERVER : host));
    }

    /** Whether an address is one of the registry's own server. */
    boolean holds(URI address) {
        return server(address).equals(server(base()));
    }

    /**
     * The address to take for one that the registry names. Behind a proxy that speaks TLS for it, a registry may take its own
     * server for one of plain HTTP.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_REGISTRY_ERROR} when it leads away without encryption
     */
    URI safe(URI named) {
        boolean plain = "http".equalsIgnoreCase(named.getScheme());
        if ("https".equalsIgnoreCase(named.getScheme()) || (plain && insecure)) {
            return named;
        }
        if (!plain || !holds(named)) {
            throw RegistryFailures.unencrypted(host, named);
        }
        return URI.create(base() + named.getRawPath() + (named.getRawQuery() == null ? "" : "?" + named.getRawQuery()));
    }

    private static String server(URI address) {
        boolean usual = address.getPort() == ("https".equalsIgnoreCase(address.getScheme()) ? 443 : 80);
        return String.valueOf(address.getHost()).toLowerCase(Locale.ROOT)
                + (usual || address.getPort() < 0 ? "" : ":" + address.getPort());
    }
}
