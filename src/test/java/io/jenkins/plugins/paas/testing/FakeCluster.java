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
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import io.jenkins.plugins.paas.port.Cluster;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A cluster in memory. Its controllers move only when a test says so ({@link #step}, {@link #settle}), or right after each
 * apply ({@link #settlesByItself}). Watchers are told by the thread that causes a change.
 */
public final class FakeCluster implements Cluster {
    private final Clock clock;
    private final Set<String> namespaces = new TreeSet<>();
    private final Map<Key, KubeObject> objects = new LinkedHashMap<>();
    private final Map<Key, FakeWorkload> workloads = new LinkedHashMap<>();
    private final Map<Key, Map<String, Foreign>> foreign = new HashMap<>();
    private final Map<Long, Fate> fates = new HashMap<>();
    private final Map<String, List<String>> logs = new HashMap<>();
    private final List<FakeWatch> watches = new ArrayList<>();
    private final Set<String> forbidden = new TreeSet<>();
    private final Map<String, String> refused = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private boolean away;
    private boolean settling;

    private record Key(String namespace, String kind, String name) {
        private static Key of(Namespace namespace, KubeObject object) {
            return new Key(namespace.value(), object.kind(), object.name());
        }
    }

    private record Foreign(String owner, Object value) {}

    public FakeCluster(Clock clock) {
        this.clock = clock;
    }

    // What a test says.

    /** Controllers move right after each change, until nothing more moves. */
    public synchronized FakeCluster settlesByItself() {
        settling = true;
        return this;
    }

    /** What becomes of a Release's pods from now on; without a word they become ready. */
    public synchronized FakeCluster fate(long release, Fate fate) {
        fates.put(release, fate);
        if (settling) {
            settle();
        }
        return this;
    }

    /** From now on the API server does not answer. */
    public synchronized void goesAway() {
        away = true;
    }

    /** It answers again, and watchers see what they missed. */
    public synchronized void comesBack() {
        away = false;
        tell();
    }

    /** We may not do this any more, such as {@code patch} on {@code deployments}. */
    public synchronized void forbids(String verb, String resource) {
        forbidden.add(verb + " " + resource);
    }

    /** The server refuses objects of a kind, in these words. */
    public synchronized void refuses(String kind, String message) {
        refused.put(kind, message);
    }

    /** Somebody else sets a field and owns it from now on, such as {@code .spec.replicas} of {@code Deployment/orders}. */
    public synchronized void someoneElseSets(
            Namespace namespace, KubeObject object, String path, Object value, String owner) {
        Key key = Key.of(namespace, object);
        foreign.computeIfAbsent(key, any -> new HashMap<>()).put(path, new Foreign(owner, value));
        FakeWorkload workload = workloads.get(key);
        if (path.equals(".spec.replicas") && workload != null && value instanceof Integer replicas) {
            workload.scaled(replicas);
            moved();
        }
    }

    /** What a container wrote; the run before the present one when {@code previous}. */
    public synchronized void wrote(String pod, boolean previous, String... lines) {
        logs.put(pod + previous, List.of(lines));
    }

    /** Changes what is seen of one pod. */
    public synchronized void alter(AppRef app, String pod, UnaryOperator<PodView> change) {
        workload(app)
                .ifPresent(workload ->
                        workload.pods().replaceAll(each -> each.name().equals(pod) ? change.apply(each) : each));
        moved();
    }

    /** One pod becomes ready, whatever its fate. */
    public synchronized void podBecomesReady(AppRef app, String pod) {
        alter(app, pod, each -> FakePods.ready(each, clock.instant()));
    }

    /** Somebody deletes an object behind our back. */
    public synchronized void someoneElseDeletes(Namespace namespace, KubeObject object) {
        objects.remove(Key.of(namespace, object));
        workloads.remove(Key.of(namespace, object));
        moved();
    }

    /** The controllers do one thing; false when there is nothing to do. */
    public synchronized boolean step() {
        for (FakeWorkload workload : List.copyOf(workloads.values())) {
            if (workload.step(release -> fates.getOrDefault(release, new Fate.Ready()), clock.instant())) {
                tell();
                return true;
            }
        }
        return false;
    }

    /** The controllers work until nothing more moves. */
    public synchronized void settle() {
        for (int i = 0; step(); i++) {
            if (i > 10_000) {
                throw new IllegalStateException("the controllers do not come to rest");
            }
        }
    }

    /** What lies in a namespace, in the order in which it was made. */
    public synchronized List<KubeObject> objects(Namespace namespace) {
        return objects.entrySet().stream()
                .filter(each -> each.getKey().namespace().equals(namespace.value()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** What was asked of this cluster, such as {@code apply shop 3} or {@code delete shop 1}; reading is left out. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** How many watches are open. */
    public synchronized int openWatches() {
        return watches.size();
    }

    // What the engine says.

    @Override
    public synchronized void ensureNamespace(Namespace namespace, boolean create) {
        answer("get", "namespaces", namespace);
        if (namespaces.contains(namespace.value())) {
            return;
        }
        if (!create) {
            throw missing(namespace);
        }
        namespaces.add(namespace.value());
    }

    @Override
    public synchronized void apply(Namespace namespace, List<KubeObject> wanted, Consumer<Applied> onEach) {
        calls.add("apply " + namespace + " " + wanted.size());
        for (KubeObject object : wanted) {
            refusals(namespace, object).stream().findFirst().ifPresent(failure -> {
                throw failure;
            });
            onEach.accept(new Applied(object, store(namespace, object)));
        }
    }

    private Change store(Namespace namespace, KubeObject object) {
        Key key = Key.of(namespace, object);
        KubeObject before = objects.put(key, object);
        if (object.equals(before)) {
            return Change.UNCHANGED;
        }
        kind(object)
                .ifPresent(kind -> workloads
                        .computeIfAbsent(key, any -> new FakeWorkload(kind, object.name()))
                        .specified(object));
        moved();
        return before == null ? Change.CREATED : Change.CHANGED;
    }

    private static Optional<Workload> kind(KubeObject object) {
        for (Workload kind : Workload.values()) {
            if (kind.kind().equals(object.kind())) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized void check(Namespace namespace, List<KubeObject> wanted) {
        List<PaasException> failures = new ArrayList<>();
        for (KubeObject object : wanted) {
            failures.addAll(refusals(namespace, object));
        }
        if (!failures.isEmpty()) {
            List<Problem> problems = failures.stream()
                    .flatMap(failure -> failure.problems().stream())
                    .distinct()
                    .toList();
            throw new PaasException(failures.get(0).outcome(), problems);
        }
    }

    private List<PaasException> refusals(Namespace namespace, KubeObject object) {
        try {
            answer("patch", object.kind().toLowerCase(Locale.ROOT) + "s", namespace);
        } catch (PaasException e) {
            return List.of(e);
        }
        if (!namespaces.contains(namespace.value())) {
            return List.of(missing(namespace));
        }
        if (refused.containsKey(object.kind())) {
            String what = "the cluster refused " + object + ": " + refused.get(object.kind());
            return List.of(new PaasException(Outcome.INVALID, Problem.of("E_REFUSED", what, "")));
        }
        List<Problem> conflicts = new ArrayList<>();
        foreign.getOrDefault(Key.of(namespace, object), Map.of()).forEach((path, field) -> {
            Optional<Object> ours = value(object.body(), path);
            if (ours.isPresent() && !ours.get().equals(field.value())) {
                conflicts.add(Problem.of(
                        "E_FIELD_CONFLICT",
                        object + ": field " + path + " has another value and belongs to field manager \""
                                + field.owner() + "\"",
                        "put that value into paas.yaml, or let its owner give the field up"));
            }
        });
        return conflicts.isEmpty() ? List.of() : List.of(new PaasException(Outcome.INVALID, conflicts));
    }

    private static Optional<Object> value(Object body, String path) {
        Object here = body;
        for (String name : path.substring(1).split("\\.", -1)) {
            if (!(here instanceof Map<?, ?> map) || !map.containsKey(name)) {
                return Optional.empty();
            }
            here = map.get(name);
        }
        return Optional.of(here);
    }

    @Override
    public synchronized void delete(Namespace namespace, List<KubeObject> gone) {
        for (KubeObject object : gone) {
            answer("delete", object.kind().toLowerCase(Locale.ROOT) + "s", namespace);
            Key key = Key.of(namespace, object);
            KubeObject present = objects.get(key);
            if (present != null && managed(present)) {
                calls.add("delete " + object);
                objects.remove(key);
                workloads.remove(key);
                moved();
            }
        }
    }

    private static boolean managed(KubeObject object) {
        return object.body().get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("labels") instanceof Map<?, ?> labels
                && Labels.MANAGER.equals(labels.get(Labels.MANAGED_BY));
    }

    @Override
    public synchronized Observation observe(AppRef app) {
        answer("list", "deployments", app.namespace());
        return look(app);
    }

    private Observation look(AppRef app) {
        return workload(app).map(FakeWorkload::seen).orElse(Observation.NOTHING);
    }

    private Optional<FakeWorkload> workload(AppRef app) {
        return workloads.entrySet().stream()
                .filter(each -> each.getKey().namespace().equals(app.namespace().value())
                        && each.getKey().name().equals(app.app().value()))
                .map(Map.Entry::getValue)
                .reduce((first, last) -> last);
    }

    @Override
    public synchronized Watch watch(AppRef app, Consumer<Observation> onChange) {
        answer("watch", "deployments", app.namespace());
        FakeWatch watch = new FakeWatch(app, onChange);
        watches.add(watch);
        watch.tell();
        return watch;
    }

    @Override
    public synchronized List<String> logTail(AppRef app, String pod, String container, int lines, boolean previous) {
        answer("get", "pods/log", app.namespace());
        if (workload(app).stream()
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
        answer("delete", "pods", app.namespace());
        calls.add("delete Pod/" + pod);
        workload(app)
                .ifPresent(
                        workload -> workload.pods().removeIf(each -> each.name().equals(pod)));
        moved();
    }

    private void answer(String verb, String resource, Namespace namespace) {
        if (away) {
            throw new PaasException(
                    Outcome.UNEXPECTED,
                    Problem.of(
                            "E_CLUSTER_UNREACHABLE",
                            "the API server cannot be reached: connection refused",
                            "is the address right, the cluster up, and a VPN or proxy needed?"));
        }
        if (forbidden.contains(verb + " " + resource)) {
            throw new PaasException(
                    Outcome.NOT_ALLOWED,
                    Problem.of(
                            "E_FORBIDDEN",
                            "user dev may not " + verb + " " + resource + " in namespace " + namespace,
                            "ask for a Role with the verb " + verb + " on " + resource));
        }
    }

    private static PaasException missing(Namespace namespace) {
        return new PaasException(
                Outcome.INVALID,
                Problem.of(
                        "E_NAMESPACE_MISSING",
                        "namespace " + namespace + " does not exist in the cluster",
                        "make it, or set createNamespace: true for this cluster in the platform file"));
    }

    private void moved() {
        tell();
        if (settling) {
            settle();
        }
    }

    private void tell() {
        if (!away) {
            List.copyOf(watches).forEach(FakeWatch::tell);
        }
    }

    private final class FakeWatch implements Watch {
        private final AppRef app;
        private final Consumer<Observation> onChange;
        private Optional<Observation> last = Optional.empty();

        private FakeWatch(AppRef app, Consumer<Observation> onChange) {
            this.app = app;
            this.onChange = onChange;
        }

        private void tell() {
            Optional<Observation> now = Optional.of(look(app));
            if (!now.equals(last)) {
                last = now;
                onChange.accept(now.get());
            }
        }

        @Override
        public void close() {
            synchronized (FakeCluster.this) {
                watches.remove(this);
            }
        }
    }

    @Override
    public void reshape(AppRef app, Optional<Pace> pace, boolean paused) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void scaleSet(AppRef app, String set, int replicas) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void select(AppRef app, Pin pin) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void holdScaleDown(AppRef app, boolean hold) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void partition(AppRef app, int ordinal) {
        throw new UnsupportedOperationException();
    }
}
