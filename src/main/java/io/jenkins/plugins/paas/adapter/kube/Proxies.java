package io.jenkins.plugins.paas.adapter.kube;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The HTTP proxy on the way to an API server: the kubeconfig's own, else what the environment says, as curl reads it. */
final class Proxies {
    private Proxies() {}

    static Optional<InetSocketAddress> of(URI server, String own, Map<String, String> environment) {
        if (!own.isEmpty()) {
            return Optional.of(parse(own));
        }
        String variable = server.getScheme().toUpperCase(Locale.ROOT) + "_PROXY";
        String wanted = either(environment, variable);
        if (wanted.isEmpty() || direct(server.getHost(), either(environment, "NO_PROXY"))) {
            return Optional.empty();
        }
        return Optional.of(parse(wanted));
    }

    private static InetSocketAddress parse(String text) {
        URI proxy = URI.create(text.contains("://") ? text : "http://" + text);
        if (!"http".equals(proxy.getScheme()) || proxy.getHost() == null) {
            throw Kubeconfig.unreadable("the proxy " + proxy.getScheme() + "://" + proxy.getHost()
                    + " cannot be used; only http:// proxies can");
        }
        return InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort());
    }

    private static String either(Map<String, String> environment, String name) {
        String upper = environment.getOrDefault(name, "");
        return upper.isEmpty() ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "") : upper;
    }

    /** Whether a host, its domain or its network is listed to be reached directly; loopback always is. */
    private static boolean direct(String host, String listed) {
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
            return true;
        }
        for (String entry : listed.split(",", -1)) {
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
