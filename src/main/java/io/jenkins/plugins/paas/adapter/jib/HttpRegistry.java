package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.EventSink;
import io.jenkins.plugins.paas.port.Registry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry by its HTTP interface.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI distribution specification</a>
 */
public final class HttpRegistry implements Registry {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?");
    private static final int USUAL_PAGE = 1000;

    /** No repository has more; it ends a server that links its pages in a circle. */
    private static final int MOST_PAGES = 10_000;

    private final RegistryHttp http;
    private final Manifests manifests;
    private final int page;

    /** Registries, reached as {@code access} says. */
    public HttpRegistry(RegistryAccess access) {
        this(access, Backoff.USUAL, USUAL_PAGE);
    }

    /**
     * For tests.
     *
     * @param page how many tags to ask for at once
     */
    HttpRegistry(RegistryAccess access, Backoff backoff, int page) {
        this.http = new RegistryHttp(access, backoff);
        this.manifests = new Manifests(http);
        this.page = page;
    }

    @Override
    public Optional<Digest> resolve(ImageRef image) {
        return manifests.digest(image);
    }

    @Override
    public Map<String, String> labels(ImageRef image) {
        Optional<Manifests.Manifest> manifest = manifests.get(image.repository(), Manifests.reference(image));
        if (manifest.isEmpty() || manifest.get().list()) {
            return Map.of();
        }
        try {
            String config = LabelsJson.configDigest(manifest.get().bytes());
            if (config.isEmpty()) {
                return Map.of();
            }
            HttpResponse<byte[]> response = http.send(Call.read("GET", image.repository(), "/blobs/" + config));
            return response.statusCode() == 200 ? LabelsJson.labels(response.body()) : Map.of();
        } catch (IOException e) {
            throw RegistryFailures.error(
                    image.repository().host(), 200, "the manifest or the configuration of " + image + " is no JSON");
        }
    }

    @Override
    public List<String> tags(Repository repository) {
        List<String> tags = new ArrayList<>();
        Optional<Call> next = Optional.of(Call.read("GET", repository, "/tags/list?n=" + page));
        for (int i = 0; next.isPresent() && i < MOST_PAGES; i++) {
            HttpResponse<byte[]> response = http.send(next.get());
            if (response.statusCode() == 404) {
                return List.of();
            }
            json(repository, response).path("tags").forEach(tag -> tags.add(tag.asText()));
            next = response.headers().firstValue("Link").flatMap(link -> following(repository, link));
        }
        return tags.stream().distinct().toList();
    }

    private Optional<Call> following(Repository repository, String link) {
        Matcher next = NEXT.matcher(link);
        if (!next.find()) {
            return Optional.empty();
        }
        Call first = Call.read("GET", repository, "/tags/list");
        URI address = http.address(first).resolve(next.group(1));
        return Optional.of(first.to(address));
    }

    private static JsonNode json(Repository repository, HttpResponse<byte[]> response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (IOException e) {
            throw RegistryFailures.error(repository.host(), response.statusCode(), "it is no JSON, so no registry");
        }
    }

    @Override
    public Copied copy(ImageRef from, ImageRef to, EventSink events) {
        return new Copy(http, manifests, events).copy(from, to);
    }

    @Override
    public void check(Repository repository) {
        // A repository that does not exist yet is none the worse for it: the first push makes it.
        HttpResponse<byte[]> response = http.send(Call.read("GET", repository, "/tags/list?n=1"));
        if (response.statusCode() != 404) {
            json(repository, response);
        }
    }
}
