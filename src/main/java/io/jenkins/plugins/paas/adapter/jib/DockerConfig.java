package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Docker's configuration: credentials that {@code docker login} left in the file, or the helpers that keep them.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/login/#credential-stores">docker login, credential stores</a>
 */
final class DockerConfig {
    private static final String HUB = "https://index.docker.io/v1/";

    private final Path file;
    private final CredentialProgram helper;

    private DockerConfig(Path file, CredentialProgram helper) {
        this.file = file;
        this.helper = helper;
    }

    /** The configuration in {@code DOCKER_CONFIG}, or else in the home folder. */
    static DockerConfig of(Map<String, String> environment, Path home) {
        Path folder = Optional.ofNullable(environment.get("DOCKER_CONFIG"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElse(home.resolve(".docker"));
        return new DockerConfig(folder.resolve("config.json"), new CredentialProgram(environment));
    }

    Optional<SignIn> signIn(String host) {
        JsonNode config = read();
        for (String name : names(host)) {
            JsonNode own = config.path("credHelpers").path(name);
            if (own.isTextual()) {
                return helper.ask(own.asText(), name);
            }
        }
        String store = config.path("credsStore").asText("");
        if (!store.isEmpty()) {
            for (String name : names(host)) {
                Optional<SignIn> kept = helper.ask(store, name);
                if (kept.isPresent()) {
                    return kept;
                }
            }
        }
        return names(host).stream()
                .map(name -> config.path("auths").path(name))
                .flatMap(auth -> inFile(auth).stream())
                .findFirst();
    }

    /** In words, for messages: the file and the helper that it names. */
    String described(String host) {
        JsonNode config = read();
        String own = names(host).stream()
                .map(name -> config.path("credHelpers").path(name).asText(""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(config.path("credsStore").asText(""));
        String where = file + (Files.exists(file) ? "" : " (there is no such file)");
        return own.isEmpty() ? where : where + " and its helper docker-credential-" + own;
    }

    private JsonNode read() {
        ObjectMapper json = new ObjectMapper();
        if (!Files.isReadable(file)) {
            return json.createObjectNode();
        }
        try {
            return json.readTree(file.toFile());
        } catch (IOException e) {
            // The parser's message may quote the file, and with it a secret.
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_DOCKER_CONFIG",
                            file + " is no valid JSON",
                            "mend it, or sign in anew with docker login"));
        }
    }

    private static Optional<SignIn> inFile(JsonNode auth) {
        String token = auth.path("identitytoken").asText("");
        if (!token.isEmpty()) {
            return Optional.of(new SignIn(SignIn.TOKEN_USER, token));
        }
        String user = auth.path("username").asText("");
        if (!user.isEmpty()) {
            return Optional.of(new SignIn(user, auth.path("password").asText("")));
        }
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(auth.path("auth").asText("")), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int colon = pair.indexOf(':');
        return colon < 1
                ? Optional.empty()
                : Optional.of(new SignIn(
                        pair.substring(0, colon), pair.substring(colon + 1).replace("\0", "")));
    }

    /** The names that a host may have in the file. */
    private static List<String> names(String host) {
        if (host.equals("docker.io")) {
            return List.of(HUB, "index.docker.io", "docker.io", "registry-1.docker.io");
        }
        return List.of(
                host, "https://" + host, "https://" + host + "/v2/", "https://" + host + "/v1/", "http://" + host);
    }
}
