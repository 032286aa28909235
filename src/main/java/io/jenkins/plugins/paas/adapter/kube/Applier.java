package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.port.Cluster.Applied;
import io.jenkins.plugins.paas.port.Cluster.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Server-side apply of one list of objects into one namespace.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">Server-side apply</a>
 */
final class Applier {
    /** Controllers and autoscalers may write an object while it is handed over. */
    private static final int TRIES = 5;

    private final KubeApi api;
    private final Kinds kinds;
    private final Namespace namespace;
    private final List<KubeObject> objects;

    Applier(KubeApi api, Kinds kinds, Namespace namespace, List<KubeObject> objects) {
        this.api = api;
        this.kinds = kinds;
        this.namespace = namespace;
        this.objects = objects;
    }

    /** What is there now, by object; asked for at once. */
    Map<KubeObject, Tree> live() {
        Map<KubeObject, Tree> found = new java.util.concurrent.ConcurrentHashMap<>();
        AtOnce.all(
                api,
                objects.stream()
                        .<Runnable>map(object -> () -> find(object).ifPresent(tree -> found.put(object, tree)))
                        .toList());
        return new HashMap<>(found);
    }

    private Optional<Tree> find(KubeObject object) {
        return api.find(kinds.path(namespace, object)).map(Tree::of);
    }

    Applied apply(KubeObject object, Optional<Tree> live) {
        live.ifPresent(seen -> takeBack(object, seen));
        if (!Replicas.counts(object)) {
            return told(object, live, applied(object, object.body(), Labels.FIELD_MANAGER));
        }
        if (Replicas.fixedIn(object)) {
            return told(object, live, applyFixed(object));
        }
        Optional<Integer> least = live.isPresent() ? Optional.empty() : Replicas.leastOf(object, objects);
        if (least.isPresent()) {
            // Else it would start with 1 and wait there for the autoscaler's next look.
            applied(object, Replicas.with(object, least.get()), Labels.FIELD_MANAGER);
            handOver(object);
        } else if (live.filter(Replicas::onlyOurs).isPresent()) {
            handOver(object);
        }
        return told(object, live, applied(object, object.body(), Labels.FIELD_MANAGER));
    }

    /** Makes what we have patched in a live object part of what we have applied, so that this apply decides on it too. */
    private void takeBack(KubeObject object, Tree seen) {
        Optional<Map<String, Object>> change = new Ownership(seen).joining();
        KubePath path = kinds.path(namespace, object).with("fieldManager", Labels.FIELD_MANAGER);
        for (int attempt = 1; change.isPresent(); attempt++) {
            Answer answer =
                    api.requests().send("patch", path, Requests.Body.mergePatch(change.get()), Requests.OBJECTS);
            if (!answer.is(409) || attempt == TRIES) {
                answer.orThrow();
                return;
            }
            change = find(object).flatMap(now -> new Ownership(now).joining());
        }
    }

    /** Makes sure that the number stays when we let go of it. */
    private void handOver(KubeObject object) {
        for (int attempt = 1; ; attempt++) {
            Optional<Tree> now = find(object);
            if (now.isEmpty() || !Replicas.onlyOurs(now.get())) {
                return;
            }
            int present = now.get().at("spec").number("replicas", 1);
            Answer kept = send(object, Replicas.kept(object, Optional.of(present)), Replicas.KEEPER, "false", false);
            if (!kept.is(409)) {
                kept.orThrow();
                return;
            }
            if (attempt == TRIES) {
                throw FieldConflict.of(kept).failure(object);
            }
        }
    }

    /** Applies a number that the Release fixes, though an autoscaler may have had it until now. */
    private Tree applyFixed(KubeObject object) {
        Answer answer = send(object, object.body(), Labels.FIELD_MANAGER, "false", false);
        if (!answer.is(409)) {
            return Tree.of(answer.orThrow());
        }
        FieldConflict conflict = FieldConflict.of(answer);
        if (!byAutoscaler(conflict)) {
            throw refusal(object, answer);
        }
        if (foreignAutoscaler(object)) {
            return applied(object, Replicas.without(object), Labels.FIELD_MANAGER);
        }
        int wanted = Tree.of(object.body()).at("spec").number("replicas", 1);
        // Only this one field is taken by force, and only from our own autoscaler.
        send(object, Replicas.kept(object, Optional.of(wanted)), Replicas.KEEPER, "true", false)
                .orThrow();
        Tree stored = applied(object, object.body(), Labels.FIELD_MANAGER);
        applied(object, Replicas.kept(object, Optional.empty()), Replicas.KEEPER);
        return stored;
    }

    static boolean byAutoscaler(FieldConflict conflict) {
        return conflict.aboutReplicasOnly()
                && conflict.fields().stream()
                        .allMatch(field -> field.owner().equals(Replicas.KEEPER)
                                || (field.owner().equals(Replicas.CONTROLLER) && field.scale()));
    }

    /** Whether an autoscaler that we did not make is in charge of a workload. */
    boolean foreignAutoscaler(KubeObject workload) {
        return api.list(KubePath.SCALERS.in(namespace)).stream()
                .map(Tree::of)
                .filter(each -> Replicas.targets(each.at("spec"), workload))
                .anyMatch(each -> !managed(each));
    }

    static boolean managed(Tree object) {
        return object.at("metadata", "labels").text(Labels.MANAGED_BY).equals(Labels.MANAGER);
    }

    private Tree applied(KubeObject object, Map<String, Object> body, String manager) {
        Answer answer = send(object, body, manager, "false", false);
        if (!answer.good()) {
            throw refusal(object, answer);
        }
        return Tree.of(answer.orThrow());
    }

    Answer send(KubeObject object, Map<String, Object> body, String manager, String force, boolean dryRun) {
        KubePath path = kinds.path(namespace, object)
                .with("fieldManager", manager)
                .with("force", force)
                .with("fieldValidation", "Strict");
        return api.requests()
                .send("patch", dryRun ? path.with("dryRun", "All") : path, Requests.Body.apply(body), Requests.OBJECTS);
    }

    static PaasException refusal(KubeObject object, Answer answer) {
        if (answer.is(409)) {
            FieldConflict conflict = FieldConflict.of(answer);
            if (!conflict.fields().isEmpty()) {
                return (conflict.withOurselvesOnly() ? conflict : conflict.ofOthers()).failure(object);
            }
        }
        PaasException failure = ApiFailures.of(answer);
        if (!failure.code().equals("E_REFUSED")) {
            return failure;
        }
        return ApiFailures.refused(object.toString(), failure.outcome(), answer.message());
    }

    private static Applied told(KubeObject object, Optional<Tree> before, Tree after) {
        Tree template = after.at("spec", "template");
        return new Applied(
                object,
                change(before, after),
                Optional.of(template).filter(t -> !t.map().isEmpty()).map(Views::fingerprint),
                ForeignVariables.in(object, after));
    }

    private static Change change(Optional<Tree> before, Tree after) {
        if (before.isEmpty()) {
            return Change.CREATED;
        }
        // Controllers write statuses and annotations of their own in between.
        return Noise.without(before.get()).equals(Noise.without(after)) ? Change.UNCHANGED : Change.CHANGED;
    }
}
