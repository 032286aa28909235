package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.codec.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests to one API server. Objects are plain maps as {@link Json} reads them.
 *
 * <p>Every store and port of this package takes one of these in its constructor. Safe for many threads. A request that
 * the server did not answer, or put off (429, 500, 502, 503, 504), is repeated for up to a minute; what it answers in the
 * end is translated to a {@link io.jenkins.plugins.paas.model.PaasException}: {@code E_CLUSTER_UNREACHABLE}, {@code
 * E_NOT_SIGNED_IN}, {@code E_FORBIDDEN}, {@code E_NAMESPACE_MISSING}, {@code E_REFUSED}, {@code E_CLUSTER_ERROR}.
 *
 * <p>A write whose answer was lost is repeated too, so a refusal for "exists already" or "has changed" may be the echo of
 * our own first try: whoever must know reads back what is there and compares.
 */
final class KubeApi implements AutoCloseable {
    private final Requests requests;

    KubeApi(Requests requests) {
        this.requests = requests;
    }

    /** Reads one object; nothing when it does not exist. */
    Optional<Map<String, Object>> find(KubePath object) {
        Answer answer = requests.send("get", object, Requests.Body.NONE, Requests.OBJECTS);
        return answer.is(404) ? Optional.empty() : Optional.of(answer.orThrow());
    }

    /** All objects of a collection, narrowed by the path's query; without {@code kind} and {@code apiVersion} in each. */
    List<Map<String, Object>> list(KubePath collection) {
        return Tree.of(listing(collection)).maps("items");
    }

    /** As {@link #list}, but only their metadata: a Secret's or ConfigMap's content stays in the cluster. */
    List<Map<String, Object>> listMetadata(KubePath collection) {
        return Tree.of(requests.send("list", collection, Requests.Body.NONE, Requests.METADATA)
                        .orThrow())
                .maps("items");
    }

    /** A collection with its own metadata, from whose {@code resourceVersion} a watch goes on. */
    Map<String, Object> listing(KubePath collection) {
        return requests.send("list", collection, Requests.Body.NONE, Requests.OBJECTS)
                .orThrow();
    }

    /**
     * Makes an object.
     *
     * @param collection where, without a name
     * @return the object as stored; nothing when there is one of that name already (409)
     */
    Optional<Map<String, Object>> create(KubePath collection, Map<String, Object> object) {
        Answer answer = requests.send("create", collection, Requests.Body.json(object), Requests.OBJECTS);
        return answer.is(409) ? Optional.empty() : Optional.of(answer.orThrow());
    }

    /**
     * Replaces an object as a whole, provided it still has the {@code metadata.resourceVersion} that {@code object} carries.
     *
     * @return the object as stored; nothing when it has changed since (409) or is gone (404)
     */
    Optional<Map<String, Object>> replace(KubePath path, Map<String, Object> object) {
        Answer answer = requests.send("update", path, Requests.Body.json(object), Requests.OBJECTS);
        return answer.is(409) || answer.is(404) ? Optional.empty() : Optional.of(answer.orThrow());
    }

    /**
     * Changes some fields of an object by a JSON merge patch (RFC 7396). With {@code metadata.resourceVersion} in it the
     * patch holds for that version alone.
     *
     * @return the object as stored; nothing when it has changed since (409) or is gone (404)
     */
    Optional<Map<String, Object>> merge(KubePath path, Map<String, Object> patch) {
        Answer answer = requests.send("patch", path, Requests.Body.mergePatch(patch), Requests.OBJECTS);
        return answer.is(409) || answer.is(404) ? Optional.empty() : Optional.of(answer.orThrow());
    }

    /**
     * Deletes an object.
     *
     * @return false when it was gone already
     */
    boolean delete(KubePath path) {
        Answer answer = requests.send("delete", path, Requests.Body.NONE, Requests.OBJECTS);
        if (answer.is(404)) {
            return false;
        }
        answer.orThrow();
        return true;
    }

    /** Asks the server something by a review object, such as a SelfSubjectReview, which is answered and not kept. */
    Map<String, Object> review(KubePath kind, Map<String, Object> question) {
        return requests.send("create", kind, Requests.Body.json(question), Requests.OBJECTS)
                .orThrow();
    }

    /** For what the methods above do not cover. */
    Requests requests() {
        return requests;
    }

    @Override
    public void close() {
        requests.close();
    }
}
