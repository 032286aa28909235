package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.codec.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the API server answered.
 *
 * @param verb what was asked for, as RBAC names it
 * @param path about what
 * @param status the HTTP status
 * @param body the text
 * @param retryAfter when it wants to be asked again
 */
record Answer(String verb, KubePath path, int status, String body, Optional<Duration> retryAfter) {
    boolean is(int code) {
        return status == code;
    }

    boolean good() {
        return status >= 200 && status < 300;
    }

    /** The object in a good answer. */
    Map<String, Object> orThrow() {
        if (!good()) {
            throw ApiFailures.of(this);
        }
        return Json.read("the answer about " + path, body);
    }

    /**
     * Whether asking again may help: the server was too busy, is starting or stopping, or one of its parts is away.
     *
     * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#retry-after">Retry-After</a>
     */
    boolean passing() {
        return switch (status) {
            case 429, 502, 503, 504 -> true;
            case 500 -> !unfit();
            default -> false;
        };
    }

    /** An apply with a field that does not exist is answered by 500, though it is the caller's fault. */
    boolean unfit() {
        return is(500) && body.contains("failed to create typed patch object");
    }

    /** The {@code Status} object of a refusal; empty when a proxy in between answered instead. */
    Tree refusal() {
        return body.startsWith("{") ? Tree.of(Json.read("the answer about " + path, body)) : Tree.EMPTY;
    }

    /** The server's own words. */
    String message() {
        String message = refusal().text("message");
        if (!message.isEmpty()) {
            return message;
        }
        String line = body.strip().lines().findFirst().orElse("");
        return "HTTP " + status + (line.isEmpty() ? "" : ": " + line.substring(0, Math.min(200, line.length())));
    }
}
