package io.jenkins.plugins.paas.engine;

import static io.jenkins.plugins.paas.testing.Observations.container;
import static io.jenkins.plugins.paas.testing.Observations.deployment;
import static io.jenkins.plugins.paas.testing.Observations.pod;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.testing.Observations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A cluster of one Deployment, whose pods change when time passes; releases that a test names crash. */
final class ScriptedCluster implements Cluster {
    private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    private final Map<String, KubeObject> objects = new LinkedHashMap<>();
    private final Set<Long> crashing = new HashSet<>();
    private final Set<Long> silent = new HashSet<>();
    private final List<Consumer<Observation>> watchers = new ArrayList<>();
    private final List<Long> applied = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();
    private String logged = "the log of ";
    private String unreadable = "";
    private final List<String> logRequests = new ArrayList<>();
    private Optional<PaasException> refusal = Optional.empty();
    private Optional<PaasException> applyFailure = Optional.empty();
    private int failures;
    private volatile Runnable onLookForNamespace = () -> {};
    private boolean namespace;
    private long generation;
    private long observed;
    private Optional<Long> serving = Optional.empty();

    synchronized void crashes(long release) {
        crashing.add(release);
    }

    synchronized void heals(long release) {
        crashing.remove(release);
    }

    /** Its pods never come, and nothing says why. */
    synchronized void staysSilent(long release) {
        silent.add(release);
    }

    synchronized void refuses(PaasException failure) {
        refusal = Optional.of(failure);
    }

    /** The next so many applies fail. */
    synchronized void failsToApply(PaasException failure, int times) {
        applyFailure = Optional.of(failure);
        failures = times;
    }

    /** Somebody takes the labels off the Deployment itself, which leaves its generation as it is. */
    synchronized void losesItsLabels() {
        objects.replaceAll((name, object) -> {
            Map<String, Object> body = new LinkedHashMap<>(object.body());
            body.put("metadata", Map.of("name", object.name()));
            return object.kind().equals("Deployment")
                    ? new KubeObject(object.apiVersion(), object.kind(), object.name(), body)
                    : object;
        });
    }

    /** The releases that were applied, in order, repeated ones once. */
    synchronized List<Long> applied() {
        return applied.stream().distinct().toList();
    }

    synchronized List<String> deleted() {
        return List.copyOf(deleted);
    }

    synchronized List<String> logRequests() {
        return List.copyOf(logRequests);
    }

    /** Happens whenever somebody asks for the namespace, before the answer. */
    void onLookForNamespace(Runnable deed) {
        onLookForNamespace = deed;
    }

    synchronized boolean namespaceMade() {
        return namespace;
    }

    synchronized Set<String> objectNames() {
        return Set.copyOf(objects.keySet());
    }

    /** The release whose pods take requests. */
    synchronized Optional<Long> serving() {
        return serving;
    }

    /** What the cluster's own controllers do in a while. */
    synchronized void tick() {
        Optional<Long> release = release();
        if (release.isEmpty()) {
            return;
        }
        boolean moved = observed != generation;
        observed = generation;
        if (!crashing.contains(release.get()) && !silent.contains(release.get()) && !serving.equals(release)) {
            serving = release;
            moved = true;
        }
        if (moved) {
            tell();
        }
    }

    private void tell() {
        Observation now = seen();
        List.copyOf(watchers).forEach(watcher -> watcher.accept(now));
    }

    private Optional<KubeObject> workload() {
        return objects.values().stream()
                .filter(object -> object.kind().equals("Deployment"))
                .findFirst();
    }

    private Optional<Long> release() {
        return workload()
                .map(object -> at(object.body(), "spec", "template", "metadata", "labels"))
                .map(labels -> Long.parseLong((String) ((Map<?, ?>) labels).get(Labels.RELEASE)));
    }

    private static Object at(Object from, String... path) {
        Object there = from;
        for (String name : path) {
            there = ((Map<?, ?>) there).get(name);
        }
        return there;
    }

    private Observation seen() {
        Optional<KubeObject> workload = workload();
        if (workload.isEmpty()) {
            return Observation.NOTHING;
        }
        // An autoscaler's Deployment names no number.
        int desired = at(workload.get().body(), "spec") instanceof Map<?, ?> spec
                        && spec.get("replicas") instanceof Number number
                ? number.intValue()
                : 1;
        long release = release().orElseThrow();
        boolean there = serving.equals(Optional.of(release)) && observed == generation;
        int old = serving.isPresent() ? desired : 0;
        Observations seen = Observations.showing((there
                        ? deployment(release, desired).complete()
                        : deployment(release, desired).pods(old + 1, 1, old, old))
                .generation(generation, observed));
        serving.ifPresent(running -> {
            for (int each = 0; each < desired; each++) {
                seen.and(pod("shop-" + running + "-" + each, running).ready(START));
            }
        });
        if (!there && crashing.contains(release) && observed == generation) {
            seen.and(pod("shop-" + release + "-bad", release)
                    .with(container()
                            .waiting("CrashLoopBackOff", "back-off restarting failed container")
                            .restarts(2)
                            .last(1, "Error", "", START)));
        }
        return seen.seen();
    }

    @Override
    public void ensureNamespace(Namespace name, boolean create) {
        onLookForNamespace.run();
        synchronized (this) {
            if (!namespace && !create) {
                throw new PaasException(
                        Outcome.INVALID, Problem.of("E_NAMESPACE_MISSING", "there is no namespace " + name, "make it"));
            }
            namespace = true;
        }
    }

    @Override
    public void apply(Namespace where, List<KubeObject> wanted, Consumer<Applied> onEach) {
        synchronized (this) {
            if (failures > 0) {
                failures--;
                throw applyFailure.orElseThrow();
            }
            for (KubeObject object : wanted) {
                Optional<KubeObject> before = Optional.ofNullable(objects.put(object.toString(), object));
                boolean same = before.filter(object::equals).isPresent();
                if (object.kind().equals("Deployment")) {
                    applied.add(release().orElseThrow());
                    boolean specified = before.map(old -> old.body().get("spec"))
                            .filter(spec -> spec.equals(object.body().get("spec")))
                            .isPresent();
                    generation += specified ? 0 : 1;
                }
                onEach.accept(new Applied(
                        object,
                        same ? Change.UNCHANGED : before.isPresent() ? Change.CHANGED : Change.CREATED,
                        release().map(Observations::templateOf)));
            }
            tell();
        }
    }

    @Override
    public synchronized void check(Namespace where, List<KubeObject> wanted) {
        refusal.ifPresent(failure -> {
            throw failure;
        });
    }

    @Override
    public synchronized List<Preview> preview(Namespace where, List<KubeObject> wanted) {
        return wanted.stream()
                .map(object -> new Preview(
                        object,
                        Optional.ofNullable(objects.get(object.toString())),
                        Optional.of(object),
                        List.of(),
                        List.of()))
                .toList();
    }

    @Override
    public synchronized void delete(Namespace where, List<KubeObject> unwanted) {
        for (KubeObject object : unwanted) {
            if (Optional.ofNullable(objects.remove(object.toString())).isPresent()) {
                deleted.add(object.toString());
            }
        }
    }

    @Override
    public synchronized Observation observe(AppRef app) {
        return seen();
    }

    @Override
    public synchronized Watch watch(AppRef app, Consumer<Observation> onChange) {
        watchers.add(onChange);
        onChange.accept(seen());
        return () -> {
            synchronized (this) {
                watchers.remove(onChange);
            }
        };
    }

    @Override
    public synchronized List<String> logTail(AppRef app, String pod, String container, int lines, boolean previous) {
        logRequests.add(pod + (previous ? " before" : ""));
        if (pod.equals(unreadable)) {
            throw new PaasException(
                    Outcome.UNEXPECTED, Problem.of("E_KUBERNETES", "its node does not answer", "look at the node"));
        }
        return List.of(logged + pod);
    }

    /** The log of that pod cannot be read. */
    public synchronized void cannotReadLogOf(String pod) {
        unreadable = pod;
    }

    /** Each container's log is one line: this before the name of its pod. */
    public synchronized void logs(String text) {
        logged = text;
    }

    @Override
    public Watch followLog(
            AppRef app, String pod, String container, int tail, Consumer<String> onLine, Runnable onEnd) {
        onLine.accept("first line of " + pod);
        return onEnd::run;
    }

    @Override
    public void deletePod(AppRef app, String pod) {
        throw new IllegalStateException("no Deployment needs that");
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
