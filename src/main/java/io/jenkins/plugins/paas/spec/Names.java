package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.DnsLabel;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules of Kubernetes for names, as reasons why a name would be refused. */
final class Names {
    private static final int LONGEST_SUBDOMAIN = 253;
    private static final Pattern ENV = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]+");

    private Names() {}

    /** A DNS label that starts with a letter: what a Service's name must be (RFC 1035). */
    static Optional<String> service(String text, int longest) {
        Optional<String> problem = DnsLabel.problemWith(text, longest);
        return problem.isEmpty() && Character.isDigit(text.charAt(0))
                ? Optional.of("'" + text + "' must start with a letter")
                : problem.map(Names::shortened);
    }

    /** The name of an App: that of its Service. */
    static Optional<String> app(String text) {
        return text.equals(AppName.BASE_IMAGES.value())
                ? Optional.of("'" + text + "' is the name of the audit trail of the platform's base images")
                : service(text, AppName.LONGEST);
    }

    /** A DNS label (RFC 1123). */
    static Optional<String> label(String text) {
        return DnsLabel.problemWith(text, 63).map(Names::shortened);
    }

    /** A DNS subdomain: most objects' names. */
    static Optional<String> object(String text) {
        if (text.length() > LONGEST_SUBDOMAIN) {
            return Optional.of("has " + text.length() + " characters, at most " + LONGEST_SUBDOMAIN + " are allowed");
        }
        for (String part : text.split("\\.", -1)) {
            if (DnsLabel.problemWith(part, LONGEST_SUBDOMAIN).isPresent()) {
                return Optional.of(
                        "'" + Tree.Scalar.shortened(text)
                                + "' may only have a-z, 0-9, '-' and '.', and each part must start and end with a letter or digit");
            }
        }
        return Optional.empty();
    }

    /** The name of an environment variable. */
    static Optional<String> env(String text) {
        return ENV.matcher(text).matches()
                ? Optional.empty()
                : Optional.of("'" + Tree.Scalar.shortened(text)
                        + "' may only have letters, digits, '_', '.' and '-', and must not start with a digit");
    }

    /** A key of a Secret or ConfigMap. */
    static Optional<String> key(String text) {
        return KEY.matcher(text).matches() && text.length() <= LONGEST_SUBDOMAIN
                ? Optional.empty()
                : Optional.of("'" + Tree.Scalar.shortened(text) + "' may only have letters, digits, '_', '.' and '-'");
    }

    private static String shortened(String problem) {
        return Tree.Scalar.inOneLine(problem);
    }
}
