package io.jenkins.plugins.paas.adapter.jib;

import java.net.http.HttpHeaders;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a registry asks for before it lets us in.
 *
 * @param scheme {@code basic} or {@code bearer}
 * @param parameters such as {@code realm} and {@code service}
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">Token authentication</a>
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final Pattern SCHEME = Pattern.compile("^\\s*([A-Za-z]+)\\s+(.*)$");
    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z_]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,\"]+))");
    private static final List<String> KNOWN = List.of("bearer", "basic");

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    /** The best challenge that we know how to answer. */
    static Optional<Challenge> of(HttpHeaders headers) {
        return headers.allValues("WWW-Authenticate").stream()
                .flatMap(value -> parse(value).stream())
                .min(Comparator.comparingInt(challenge -> KNOWN.indexOf(challenge.scheme())));
    }

    private static Optional<Challenge> parse(String value) {
        Matcher parts = SCHEME.matcher(value);
        if (!parts.matches() || !KNOWN.contains(parts.group(1).toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        Matcher each = PARAMETER.matcher(parts.group(2));
        while (each.find()) {
            parameters.put(
                    each.group(1).toLowerCase(Locale.ROOT),
                    Optional.ofNullable(each.group(2)).orElseGet(() -> each.group(3)));
        }
        return Optional.of(new Challenge(parts.group(1).toLowerCase(Locale.ROOT), parameters));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
