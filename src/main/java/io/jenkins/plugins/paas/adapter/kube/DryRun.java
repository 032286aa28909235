package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.port.Cluster.Conflict;
import io.jenkins.plugins.paas.port.Cluster.Preview;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What {@link Applier} would do, asked of the server, which changes nothing.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run">Dry run</a>
 */
final class DryRun {
    private final KubeApi api;
    private final Applier applier;
    private final List<KubeObject> objects;

    DryRun(KubeApi api, Applier applier, List<KubeObject> objects) {
        this.api = api;
        this.applier = applier;
        this.objects = objects;
    }

    /** What the server would refuse. */
    List<PaasException> refusals() {
        List<PaasException> failures = Collections.synchronizedList(new ArrayList<>());
        AtOnce.all(
                api,
                objects.stream()
                        .<Runnable>map(object -> () -> refusal(object).ifPresent(failures::add))
                        .toList());
        return failures;
    }

    private Optional<PaasException> refusal(KubeObject object) {
        try {
            Answer answer = tried(object, object.body());
            if (answer.is(409) && FieldConflict.of(answer).withOurselvesOnly()) {
                // The apply itself will take back what we have patched.
                answer = send(object, object.body(), "true");
            }
            return answer.good() ? Optional.empty() : Optional.of(Applier.refusal(object, answer));
        } catch (PaasException e) {
            return Optional.of(e);
        }
    }

    /** What the server would make of each object. */
    List<Preview> previews() {
        Map<KubeObject, Tree> live = applier.live();
        Map<KubeObject, Preview> all = new ConcurrentHashMap<>();
        AtOnce.all(
                api,
                objects.stream()
                        .<Runnable>map(object ->
                                () -> all.put(object, preview(object, Optional.ofNullable(live.get(object)))))
                        .toList());
        return objects.stream()
                .flatMap(object -> Optional.ofNullable(all.get(object)).stream())
                .toList();
    }

    private Preview preview(KubeObject object, Optional<Tree> live) {
        Map<String, Object> body = body(object, live);
        Optional<KubeObject> there = live.map(tree -> shown(object, tree));
        Answer answer = tried(object, body);
        List<Conflict> conflicts = List.of();
        if (answer.is(409)) {
            FieldConflict conflict = FieldConflict.of(answer);
            conflicts = conflict.ofOthers().fields().stream()
                    .map(field -> new Conflict(field.path(), field.owner()))
                    .toList();
            // By force it shows what it would be if their owners gave these fields up.
            answer = conflict.fields().isEmpty() ? answer : send(object, body, "true");
        }
        if (!answer.good()) {
            PaasException failure = Applier.refusal(object, answer);
            if (failure.code().equals("E_NAMESPACE_MISSING")) {
                throw failure;
            }
            return new Preview(object, there, Optional.empty(), conflicts, failure.problems());
        }
        Tree after = Tree.of(answer.orThrow());
        Tree whole = live.map(Ownership::new)
                .map(ownership -> ownership.withoutPatched(after, Tree.of(object.body())))
                .orElse(after);
        return new Preview(
                object,
                there,
                Optional.of(shown(object, whole)),
                conflicts,
                List.of(),
                ForeignVariables.in(object, after));
    }

    /** What is sent: with the number of pods that the apply will see to in steps of its own. */
    private Map<String, Object> body(KubeObject object, Optional<Tree> live) {
        if (!Replicas.counts(object) || Replicas.fixedIn(object)) {
            return object.body();
        }
        Optional<Integer> number = live.isPresent()
                ? live.filter(Replicas::onlyOurs).map(tree -> tree.at("spec").number("replicas", 1))
                : Replicas.leastOf(object, objects);
        return number.map(replicas -> Replicas.with(object, replicas)).orElseGet(object::body);
    }

    /** Tries it as the apply does: a number of pods that an autoscaler has is left to it, or taken from our own. */
    private Answer tried(KubeObject object, Map<String, Object> body) {
        Answer answer = send(object, body, "false");
        if (answer.is(409) && Replicas.counts(object) && Applier.byAutoscaler(FieldConflict.of(answer))) {
            return applier.foreignAutoscaler(object)
                    ? send(object, Replicas.without(object), "false")
                    : send(object, body, "true");
        }
        return answer;
    }

    private Answer send(KubeObject object, Map<String, Object> body, String force) {
        return applier.send(object, body, Labels.FIELD_MANAGER, force, true);
    }

    private static KubeObject shown(KubeObject object, Tree tree) {
        return new KubeObject(object.apiVersion(), object.kind(), object.name(), Noise.without(tree));
    }
}
