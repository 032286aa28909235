package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.testing.FakeObjects.Key;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A cluster in memory. Its controllers move only when a test says so ({@link #step}, {@link #settle}), or right after each
 * change ({@link #settlesByItself}). Watchers are told by the thread that causes a change.
 */
public final class FakeCluster implements Cluster {
    private final FakeAnswers answers = new FakeAnswers();
    private final FakeObjects objects = new FakeObjects();
    private final FakeControllers controllers;
    private final FakeWatches watches = new FakeWatches();
    private final Map<String, List<String>> logs = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final List<ForeignVariable> variables = new ArrayList<>();
    private boolean settling;

    public FakeCluster(Clock clock) {
        controllers = new FakeControllers(clock);
    }

    // What a test says.

    /** Controllers move right after each change, until nothing more moves. */
    public synchronized FakeCluster settlesByItself() {
        settling = true;
        return this;
    }

    /** What becomes of a Release's pods from now on; without a word they become ready. */
    public synchronized FakeCluster fate(long release, Fate fate) {
        controllers.fate(release, fate);
        if (settling) {
            settle();
        }
        return this;
    }

    /** From now on the API server does not answer. */
    public synchronized void goesAway() {
        answers.away(true);
    }

    /** It answers again, and watchers see what they missed. */
    public synchronized void comesBack() {
        answers.away(false);
        tell();
    }

    /** We may not do this any more, such as {@code patch} on {@code deployments}. */
    public synchronized void forbids(String verb, String resource) {
        answers.forbid(verb, resource);
    }

    /** We may do this again. */
    public synchronized void allows(String verb, String resource) {
        answers.allow(verb, resource);
    }

    /** The server refuses objects of a kind, in these words. */
    public synchronized void refuses(String kind, String message) {
        answers.refuse(kind, message);
    }

    /**
     * Somebody else sets a field and owns it from now on: {@code .spec.replicas} of {@code Deployment/orders} as {@code
     * kubectl scale} does, {@code .spec.paused} as {@code kubectl rollout}, {@code .spec.template} as {@code kubectl set
     * image}, {@code .spec.selector} of a Service as {@code kubectl edit}.
     */
    public synchronized void someoneElseSets(
            Namespace namespace, KubeObject object, String path, Object value, String owner) {
        Key key = Key.of(namespace, object);
        objects.someoneElseSets(key, path, value, owner);
        specified(key);
    }

    /** Somebody else adds a variable to workloads, as {@code kubectl set env} does. */
    public synchronized void someoneElseAdds(String container, String variable, String owner) {
        variables.add(new ForeignVariable(container, variable, owner));
    }

    /** Somebody else gives a ReplicaSet another size, as {@code kubectl scale rs} does. */
    public synchronized void someoneElseScales(AppRef app, String set, int replicas) {
        controllers.scaled(app, set, replicas);
        moved();
    }

    /** What a container wrote; the run before the present one when {@code previous}. */
    public synchronized void wrote(String pod, boolean previous, String... lines) {
        logs.put(pod + previous, List.of(lines));
    }

    /** Changes what is seen of one pod. */
    public synchronized void alter(AppRef app, String pod, UnaryOperator<PodView> change) {
        controllers
                .find(app)
                .ifPresent(workload ->
                        workload.pods().replaceAll(each -> each.name().equals(pod) ? change.apply(each) : each));
        moved();
    }

    /** One pod becomes ready, whatever its fate. */
    public synchronized void podBecomesReady(AppRef app, String pod) {
        alter(app, pod, controllers::ready);
    }

    /** Somebody deletes an object behind our back. */
    public synchronized void someoneElseDeletes(Namespace namespace, KubeObject object) {
        removed(Key.of(namespace, object));
    }

    /** Somebody deletes a namespace; it is being deleted from now on, and never gone. */
    public synchronized void someoneElseDeletes(Namespace namespace) {
        answers.ending(namespace);
    }

    /** The controllers do one thing; false when there is nothing to do. */
    public synchronized boolean step() {
        boolean moved = controllers.step();
        if (moved) {
            tell();
        }
        return moved;
    }

    /** The controllers work until nothing more moves. */
    public synchronized void settle() {
        for (int i = 0; step(); i++) {
            if (i > 10_000) {
                throw new IllegalStateException("the controllers do not come to rest");
            }
        }
    }

    /** What lies in a namespace as it is now, in the order in which it was made. */
    public synchronized List<KubeObject> objects(Namespace namespace) {
        return objects.in(namespace);
    }

    /** What was asked of this cluster, such as {@code apply shop 3} or {@code delete shop 1}; reading is left out. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** How many watches are open. */
    public int openWatches() {
        return watches.count();
    }

    // What the engine says.

    @Override
    public synchronized void ensureNamespace(Namespace namespace, boolean create) {
        answers.mustAllow("get", "namespaces", namespace);
        answers.ensure(namespace, create);
    }

    @Override
    public synchronized void apply(Namespace namespace, List<KubeObject> wanted, Consumer<Applied> onEach) {
        calls.add("apply " + namespace + " " + wanted.size());
        for (KubeObject object : wanted) {
            refusal(namespace, object).ifPresent(failure -> {
                throw failure;
            });
            onEach.accept(
                    new Applied(object, store(namespace, object), FakeWorkload.fingerprint(object), foreign(object)));
        }
    }

    private Change store(Namespace namespace, KubeObject object) {
        Key key = Key.of(namespace, object);
        Optional<KubeObject> before = objects.find(key);
        if (before.equals(Optional.of(objects.put(namespace, object)))) {
            return Change.UNCHANGED;
        }
        specified(key);
        return before.isEmpty() ? Change.CREATED : Change.CHANGED;
    }

    @Override
    public synchronized void check(Namespace namespace, List<KubeObject> wanted) {
        List<PaasException> failures = wanted.stream()
                .flatMap(object -> refusal(namespace, object).stream())
                .toList();
        if (!failures.isEmpty()) {
            List<Problem> problems = failures.stream()
                    .flatMap(failure -> failure.problems().stream())
                    .distinct()
                    .toList();
            throw new PaasException(failures.get(0).outcome(), problems);
        }
    }

    private Optional<PaasException> refusal(Namespace namespace, KubeObject object) {
        try {
            answers.mustAllow("patch", object.kind().toLowerCase(Locale.ROOT) + "s", namespace);
            answers.mustBeThere(namespace);
            answers.mustTake(object);
        } catch (PaasException e) {
            return Optional.of(e);
        }
        List<Problem> conflicts = objects.conflicts(namespace, object).stream()
                .map(conflict -> conflict(object, conflict))
                .toList();
        return conflicts.isEmpty() ? Optional.empty() : Optional.of(new PaasException(Outcome.INVALID, conflicts));
    }

    private static Problem conflict(KubeObject object, Conflict conflict) {
        return Problem.of(
                "E_FIELD_CONFLICT",
                object + ": field " + conflict.path() + " has another value and belongs to field manager \""
                        + conflict.owner() + "\"",
                "put that value into paas.yaml, or let its owner give the field up");
    }

    @Override
    public synchronized List<Preview> preview(Namespace namespace, List<KubeObject> wanted) {
        answers.mustAllow("get", "deployments", namespace);
        answers.mustBeThere(namespace);
        return wanted.stream().map(object -> preview(namespace, object)).toList();
    }

    private Preview preview(Namespace namespace, KubeObject object) {
        Optional<KubeObject> there = objects.find(Key.of(namespace, object));
        List<Problem> refused = refusal(namespace, object)
                .filter(failure -> !failure.code().equals("E_FIELD_CONFLICT"))
                .map(PaasException::problems)
                .orElse(List.of());
        return new Preview(
                object,
                there,
                Optional.of(objects.merged(namespace, object)).filter(any -> refused.isEmpty()),
                objects.conflicts(namespace, object),
                refused,
                foreign(object));
    }

    private List<ForeignVariable> foreign(KubeObject object) {
        return object.isWorkload() ? List.copyOf(variables) : List.of();
    }

    @Override
    public synchronized void delete(Namespace namespace, List<KubeObject> gone) {
        for (KubeObject object : gone) {
            answers.mustAllow("delete", object.kind().toLowerCase(Locale.ROOT) + "s", namespace);
            Key key = Key.of(namespace, object);
            if (objects.find(key)
                    .filter(live -> managed(live) && ofTheSameApp(object, live))
                    .isPresent()) {
                calls.add("delete " + object);
                removed(key);
            }
        }
    }

    private static boolean ofTheSameApp(KubeObject object, KubeObject live) {
        Optional<String> app = Plain.text(object.body(), "metadata", "labels", Labels.NAME);
        return app.isEmpty() || app.equals(Plain.text(live.body(), "metadata", "labels", Labels.NAME));
    }

    private static boolean managed(KubeObject object) {
        return Plain.text(object.body(), "metadata", "labels", Labels.MANAGED_BY)
                .equals(Optional.of(Labels.MANAGER));
    }

    private void removed(Key key) {
        objects.remove(key);
        controllers.remove(key);
        moved();
    }

    @Override
    public synchronized Observation observe(AppRef app) {
        answers.mustAllow("list", "deployments", app.namespace());
        return look(app);
    }

    private Observation look(AppRef app) {
        FakeObjects.Around around = objects.around(app);
        return controllers
                .find(app)
                .map(workload -> workload.seen(around))
                .orElseGet(() -> new Observation(
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        around.services(),
                        around.scaler()));
    }

    @Override
    public synchronized Watch watch(AppRef app, Consumer<Observation> onChange) {
        answers.mustAllow("watch", "deployments", app.namespace());
        return watches.watch(() -> Optional.of(look(app)), onChange);
    }

    @Override
    public synchronized List<String> logTail(AppRef app, String pod, String container, int lines, boolean previous) {
        answers.mustAllow("get", "pods/log", app.namespace());
        if (controllers.find(app).stream()
                .flatMap(each -> each.pods().stream())
                .noneMatch(each -> each.name().equals(pod))) {
            return List.of();
        }
        List<String> all = logs.getOrDefault(pod + previous, logs.getOrDefault(pod + false, List.of()));
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    @Override
    public synchronized Watch followLog(
            AppRef app, String pod, String container, int tail, Consumer<String> onLine, Runnable onEnd) {
        logTail(app, pod, container, tail, false).forEach(onLine);
        onEnd.run();
        return () -> {};
    }

    @Override
    public synchronized void deletePod(AppRef app, String pod) {
        answers.mustAllow("delete", "pods", app.namespace());
        calls.add("delete Pod/" + pod);
        controllers
                .find(app)
                .ifPresent(
                        workload -> workload.pods().removeIf(each -> each.name().equals(pod)));
        moved();
    }

    @Override
    public synchronized void reshape(AppRef app, Optional<Pace> pace, boolean paused) {
        Map<String, Object> fields = new TreeMap<>(Map.of(".spec.paused", paused));
        pace.ifPresent(now -> fields.putAll(FakePace.fields(now)));
        patch(app, "Deployment", fields, "reshape " + pace.map(Pace::toString).orElse("-") + " " + paused);
    }

    @Override
    public synchronized void scaleSet(AppRef app, String set, int replicas) {
        answers.mustAllow("patch", "replicasets", app.namespace());
        calls.add("scale " + set + " " + replicas);
        controllers.scaled(app, set, replicas);
        moved();
    }

    @Override
    public synchronized void select(AppRef app, Pin pin) {
        Map<String, Object> selector = new TreeMap<>(pin.labels());
        selector.put(Labels.NAME, app.app().value());
        patch(app, "Service", Map.of(".spec.selector", selector), "select " + pin);
    }

    @Override
    public synchronized void holdScaleDown(AppRef app, boolean hold) {
        answers.mustAllow("list", "horizontalpodautoscalers", app.namespace());
        objects.scaler(app).ifPresent(scaler -> {
            calls.add("holdScaleDown " + hold);
            FakeScaleDown.set(objects, Key.of(app.namespace(), scaler), scaler, hold);
            moved();
        });
    }

    @Override
    public synchronized void partition(AppRef app, int ordinal) {
        patch(
                app,
                "StatefulSet",
                Map.of(".spec.updateStrategy.rollingUpdate.partition", ordinal),
                "partition " + ordinal);
    }

    private void patch(AppRef app, String kind, Map<String, Object> fields, String call) {
        answers.mustAllow("patch", kind.toLowerCase(Locale.ROOT) + "s", app.namespace());
        Key key = Key.of(app, kind);
        Optional<KubeObject> before = objects.find(key);
        if (objects.patch(key, fields)) {
            calls.add(call);
            if (!objects.find(key).equals(before)) {
                specified(key);
            }
        }
    }

    private void specified(Key key) {
        objects.find(key).ifPresent(object -> controllers.specified(key, object));
        moved();
    }

    private void moved() {
        tell();
        if (settling) {
            settle();
        }
    }

    private void tell() {
        if (!answers.away()) {
            watches.tell();
        }
    }
}
