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
    /** 1 to 65535. */
    private static final String PORT =
            "(?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?";

    private static final String HOST = "[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?" + PORT;

    /** The name of a repository, by the OCI distribution spec. */
    private static final String PATH =
            "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*";

    private static final Pattern ADDRESS = Pattern.compile("(" + HOST + ")(?:/(" + PATH + "))?/?");
    private static final Pattern TEAM = Pattern.compile("\\{\\{ *team *}}");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{ *([^{} ]*) *}}");
    /** A team's name, whatever it will be: a DNS label, as may stand anywhere in a folder's name. */
    private static final String SAMPLE = "t";

    private static final Pattern IMAGE = Pattern.compile("(?:" + HOST + "/)?" + PATH);
    private static final Pattern TAG =
            Pattern.compile("(.*?)(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?");
    private static final Pattern WEB = Pattern.compile("https?://[A-Za-z0-9.-]+" + PORT + "(?:/[^\\s@?#]*)?");
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
            Optional<String> unknown = unknownVariable(url);
            if (unknown.isPresent()) {
                registry.wrong(
                        "url",
                        Codes.FORMAT,
                        "url uses '" + unknown.get() + "', which is not known",
                        "a registry's folder may have {{team}} in it; the App's name is added by itself");
                return Optional.empty();
            }
            String plain = TEAM.matcher(url).replaceAll(SAMPLE);
            Matcher parts = ADDRESS.matcher(plain);
            if (!parts.matches() || TEAM.matcher(url.replaceFirst("/.*", "")).find()) {
                registry.wrong("url", Codes.FORMAT, "url is no address of a registry", addressHint(url, hint));
                return Optional.empty();
            }
            return Optional.of(new RegistrySpec(parts.group(1), folder(url), credentials, insecure));
        });
    }

    /** Only what is a name is repeated. */
    private static Optional<String> unknownVariable(String url) {
        return VARIABLE.matcher(url)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.equals("team") && name.matches("[A-Za-z]{1,20}"))
                .findFirst();
    }

    /** What stands behind the host, with the team's name left open. */
    private static String folder(String url) {
        String folder = url.contains("/") ? url.substring(url.indexOf('/') + 1) : "";
        return TEAM.matcher(folder.replaceFirst("/$", "")).replaceAll(Matcher.quoteReplacement(RegistrySpec.TEAM));
    }

    private static String addressHint(String url, String hint) {
        if (url.contains("{{")) {
            return "write {{team}} in the folder, behind the host: registry.example.com/{{team}}";
        }
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
