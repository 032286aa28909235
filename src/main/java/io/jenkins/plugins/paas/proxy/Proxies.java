package io.jenkins.plugins.paas.proxy;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The HTTP proxies that the environment names, as curl reads it; where it names none, those that Java was told of. */
public final class Proxies extends ProxySelector {
    private final Map<String, String> environment;

    /** Proxies by the process's environment variables. */
    public Proxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * The environment's proxy on the way to a server.
     *
     * @throws PaasException {@code E_PROXY}
     */
    public Optional<InetSocketAddress> to(URI server) {
        String named = named(server);
        return named.isEmpty() || direct(server) ? Optional.empty() : Optional.of(address(named));
    }

    /**
     * A proxy's address.
     *
     * @throws PaasException {@code E_PROXY} when it is none that we can speak to
     */
    public static InetSocketAddress address(String text) {
        try {
            URI proxy = URI.create(text.contains("://") ? text : "http://" + text);
            if (!"http".equals(proxy.getScheme()) || proxy.getHost() == null) {
                throw refused(proxy.getScheme() + "://" + proxy.getHost());
            }
            if (proxy.getUserInfo() != null) {
                throw refused("with a user and a password at " + proxy.getHost());
            }
            return InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort());
        } catch (IllegalArgumentException e) {
            // It may have a password in it, and so may the reason.
            throw refused("that is named");
        }
    }

    private static PaasException refused(String which) {
        return new PaasException(
                Outcome.INVALID,
                Problem.of(
                        "E_PROXY",
                        "the proxy " + which + " cannot be used; only http:// proxies without a password can",
                        "look into HTTPS_PROXY and HTTP_PROXY, or proxy-url of the kubeconfig; NO_PROXY lists hosts that are"
                                + " reached directly"));
    }

    @Override
    public List<Proxy> select(URI server) {
        if (named(server).isEmpty()) {
            return Optional.ofNullable(ProxySelector.getDefault())
                    .map(java -> java.select(server))
                    .orElse(List.of(Proxy.NO_PROXY));
        }
        return List.of(to(server)
                .map(proxy -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHostString(), proxy.getPort())))
                .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI server, SocketAddress proxy, IOException failure) {
        // There is no other one to choose next time.
    }

    private String named(URI server) {
        return either(server.getScheme().toUpperCase(Locale.ROOT) + "_PROXY");
    }

    private String either(String name) {
        String upper = environment.getOrDefault(name, "");
        return upper.isEmpty() ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "") : upper;
    }

    /** Whether a server's host, its domain or its network is listed to be reached directly; loopback always is. */
    private boolean direct(URI server) {
        String host = String.valueOf(server.getHost());
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
            return true;
        }
        for (String entry : either("NO_PROXY").split(",", -1)) {
            String rule = entry.strip().toLowerCase(Locale.ROOT);
            String domain = rule.startsWith(".") ? rule : "." + rule;
            if (rule.equals("*") || (!rule.isEmpty() && ("." + host.toLowerCase(Locale.ROOT)).endsWith(domain))) {
                return true;
            }
            if (rule.contains("/") && contains(rule, host)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an IPv4 network such as {@code 10.0.0.0/8} contains an address. */
    private static boolean contains(String network, String host) {
        int slash = network.indexOf('/');
        Optional<Long> base = number(network.substring(0, slash));
        Optional<Long> address = number(host);
        String bits = network.substring(slash + 1);
        if (base.isEmpty() || address.isEmpty() || !bits.matches("[0-9]|[12][0-9]|3[0-2]")) {
            return false;
        }
        int shift = 32 - Integer.parseInt(bits);
        return base.get() >> shift == address.get() >> shift;
    }

    private static Optional<Long> number(String address) {
        if (!address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            return Optional.empty();
        }
        long number = 0;
        for (String part : address.split("\\.", -1)) {
            number = number << 8 | Integer.parseInt(part);
        }
        return Optional.of(number);
    }
}
