package io.jenkins.plugins.paas.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rule that Kubernetes sets for most names: a DNS label of RFC 1123, 1 to 63 characters of {@code a-z}, {@code 0-9}
 * and {@code -}, starting and ending with a letter or a digit.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">Object names</a>
 */
public final class DnsLabel {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    private DnsLabel() {}

    /**
     * Says what is wrong with a name.
     *
     * @param text the name
     * @param longest how many characters it may have; names of objects that get a suffix need some room below 63
     * @return the reason why Kubernetes would refuse it, or nothing
     */
    public static Optional<String> problemWith(String text, int longest) {
        if (text.isEmpty()) {
            return Optional.of("is empty");
        }
        if (text.length() > longest) {
            return Optional.of("has " + text.length() + " characters, at most " + longest + " are allowed");
        }
        if (!SHAPE.matcher(text).matches()) {
            return Optional.of(
                    "'" + text + "' may only have a-z, 0-9 and '-', and must start and end with a letter or digit");
        }
        return Optional.empty();
    }

    static String require(String what, String text, int longest) {
        problemWith(text, longest).ifPresent(problem -> {
            throw new IllegalArgumentException(what + " " + problem);
        });
        return text;
    }
}
