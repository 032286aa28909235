package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.RegistrySpec.Credentials;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one registry. What stands in {@code url} and {@code credentials} is never repeated in a message, because people
 * put passwords there.
 */
final class RegistryReader {
    private static final String HOST = "[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?";

    /** The name of a repository, by the OCI distribution spec. */
    private static final String PATH =
            "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*";

    private static final Pattern ADDRESS = Pattern.compile("(" + HOST + ")(?:/(" + PATH + "))?/?");
    private static final Pattern IMAGE = Pattern.compile("(?:" + HOST + "/)?" + PATH);
    private static final Pattern TAG =
            Pattern.compile("(.*?)(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?");
    private static final Pattern WEB = Pattern.compile("https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[^\\s@?#]*)?");
    private static final Pattern VARIABLES = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]*)");

    private RegistryReader() {}

    static Optional<RegistrySpec> read(Settings registry) {
        String hint = "write host and folder without a scheme: registry.example.com/apps";
        if (!registry.has("url")) {
            registry.missing("url", hint);
        }
        Credentials credentials = credentials(registry);
        boolean insecure = registry.flag("insecure").orElse(false);
        return registry.text("url", hint).flatMap(url -> {
            Matcher parts = ADDRESS.matcher(url);
            if (!parts.matches()) {
                registry.wrong("url", Codes.FORMAT, "url is no address of a registry", addressHint(url, hint));
                return Optional.empty();
            }
            String prefix = parts.group(2) == null ? "" : parts.group(2);
            return Optional.of(new RegistrySpec(parts.group(1), prefix, credentials, insecure));
        });
    }

    private static String addressHint(String url, String hint) {
        if (url.contains("@")) {
            return "leave user and password out and name them by 'credentials: env:NAME'";
        }
        return url.startsWith("http://") ? hint + ", and 'insecure: true' for plain HTTP" : hint;
    }

    private static Credentials credentials(Settings registry) {
        String hint =
                "write env:NAME for the variables NAME_USERNAME and NAME_PASSWORD, or docker for ~/.docker/config.json";
        Optional<Tree> value = registry.find("credentials");
        if (value.isEmpty()) {
            return new Credentials.DockerConfig();
        }
        String text = value.get() instanceof Tree.Scalar scalar ? scalar.text() : "";
        if (text.equals("docker")) {
            return new Credentials.DockerConfig();
        }
        Matcher variables = VARIABLES.matcher(text);
        if (variables.matches()) {
            return new Credentials.Environment(variables.group(1));
        }
        registry.wrong(
                "credentials",
                value.get() instanceof Tree.Scalar ? Codes.FORMAT : Codes.TYPE,
                "credentials does not say where user and password come from",
                hint);
        return new Credentials.DockerConfig();
    }

    /** Whether a text names an image: {@code [host[:port]/]name[:tag][@digest]}. */
    static boolean isImage(String text) {
        Matcher parts = TAG.matcher(text);
        return parts.matches() && IMAGE.matcher(parts.group(1)).matches();
    }

    /** Whether a text is an HTTP address without user, query and fragment. */
    static boolean isWebAddress(String text) {
        return WEB.matcher(text).matches();
    }
}
