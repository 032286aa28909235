package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.model.Repository;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One request to a registry.
 *
 * @param method the HTTP method
 * @param repository what it is about
 * @param path what comes after the repository's own path
 * @param location an address that the registry gave us, instead of a path
 * @param headers its headers
 * @param body makes its body, anew for each try
 * @param rights {@code pull} or {@code pull,push}
 * @param also another repository that must be readable
 */
record Call(
        String method,
        Repository repository,
        String path,
        Optional<URI> location,
        Map<String, String> headers,
        Supplier<BodyPublisher> body,
        String rights,
        Optional<Repository> also) {
    Call {
        headers = Map.copyOf(headers);
    }

    static Call read(String method, Repository repository, String path) {
        return plain(method, repository, path, "pull");
    }

    static Call write(String method, Repository repository, String path) {
        return plain(method, repository, path, "pull,push");
    }

    private static Call plain(String method, Repository repository, String path, String rights) {
        return new Call(
                method, repository, path, Optional.empty(), Map.of(), BodyPublishers::noBody, rights, Optional.empty());
    }

    Call to(URI address) {
        return new Call(method, repository, path, Optional.of(address), headers, body, rights, also);
    }

    Call with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Call(method, repository, path, location, all, body, rights, also);
    }

    Call sending(Supplier<BodyPublisher> content) {
        return new Call(method, repository, path, location, headers, content, rights, also);
    }

    Call reading(Repository other) {
        return new Call(method, repository, path, location, headers, body, rights, Optional.of(other));
    }

    /** What a token has to be good for, so that one token serves all calls alike. */
    String scope() {
        return "repository:" + repository.path() + ":" + rights
                + also.map(other -> " repository:" + other.path() + ":pull").orElse("");
    }
}
