package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Signs in: answers a registry's challenge and keeps the answers. */
final class RegistryTokens {
    private static final Duration TIME = Duration.ofSeconds(30);

    private final RegistryAccess access;
    private final HttpClient client;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    RegistryTokens(RegistryAccess access, HttpClient client) {
        this.access = access;
        this.client = client;
    }

    /** The header that was good for a call like this one before. */
    Optional<String> known(Call call) {
        return Optional.ofNullable(known.get(key(call)));
    }

    /** A new header for a call that was refused without one, or with an old one. */
    Optional<String> answer(Call call, Challenge challenge) throws IOException, InterruptedException {
        Optional<SignIn> signIn = access.signIn(call.repository());
        Optional<String> header = challenge.scheme().equals("basic")
                ? signIn.map(RegistryTokens::basic)
                : bearer(call, challenge, signIn);
        header.ifPresent(value -> known.put(key(call), value));
        return header;
    }

    void forget(Call call) {
        known.remove(key(call));
    }

    private Optional<String> bearer(Call call, Challenge challenge, Optional<SignIn> signIn)
            throws IOException, InterruptedException {
        Optional<String> realm = challenge.parameter("realm");
        if (realm.isEmpty()) {
            return Optional.empty();
        }
        URI address = URI.create(realm.get());
        boolean safe = "https".equals(address.getScheme())
                || access.insecure(call.repository().host());
        if (!safe) {
            // Whoever sends us to an unencrypted address may be after the password.
            throw RegistryFailures.denied(
                    call.repository(), "it asks us to sign in at " + address + " without encryption", access);
        }
        HttpResponse<byte[]> response = client.send(
                signIn.filter(SignIn::token).isPresent()
                        ? byToken(address, call, challenge, signIn.get())
                        : byPassword(address, call, challenge, signIn),
                LiveBody.within(TIME, BodyHandlers.ofByteArray()));
        if (response.statusCode() >= 500) {
            throw new IOException("the token service " + address.getHost() + " answered " + response.statusCode());
        }
        if (response.statusCode() != 200) {
            return Optional.empty();
        }
        JsonNode answer = new ObjectMapper().readTree(response.body());
        String token = answer.path("token").asText(answer.path("access_token").asText(""));
        return token.isEmpty() ? Optional.empty() : Optional.of("Bearer " + token);
    }

    private static HttpRequest byPassword(URI realm, Call call, Challenge challenge, Optional<SignIn> signIn) {
        StringBuilder query = new StringBuilder(realm.getRawQuery() == null ? "" : realm.getRawQuery() + "&");
        challenge
                .parameter("service")
                .ifPresent(service ->
                        query.append("service=").append(encoded(service)).append('&'));
        for (String scope : call.scope().split(" ", -1)) {
            query.append("scope=").append(encoded(scope)).append('&');
        }
        String base = realm.toString().replaceFirst("\\?.*", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(base + "?" + query.substring(0, query.length() - 1)))
                .timeout(TIME);
        signIn.ifPresent(known -> request.header("Authorization", basic(known)));
        return request.build();
    }

    /** An identity token is exchanged by OAuth 2. */
    private static HttpRequest byToken(URI realm, Call call, Challenge challenge, SignIn signIn) {
        String form = "grant_type=refresh_token&client_id=paas-deploy&service="
                + encoded(challenge.parameter("service").orElse(""))
                + "&scope="
                + encoded(call.scope())
                + "&refresh_token="
                + encoded(signIn.password());
        return HttpRequest.newBuilder(realm)
                .timeout(TIME)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
    }

    private static String basic(SignIn signIn) {
        String pair = signIn.user() + ":" + signIn.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String key(Call call) {
        return call.repository().host() + " " + call.scope();
    }
}
