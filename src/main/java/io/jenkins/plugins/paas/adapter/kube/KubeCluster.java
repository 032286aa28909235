package io.jenkins.plugins.paas.adapter.kube;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The App's objects, by the Kubernetes API. */
final class KubeCluster implements Cluster {
    private final KubeApi api;
    private final Kinds kinds;
    private final Switches switches;
    private final Set<Namespace> found = ConcurrentHashMap.newKeySet();

    KubeCluster(KubeApi api) {
        this.api = api;
        this.kinds = new Kinds(api);
        this.switches = new Switches(api);
    }

    @Override
    public void ensureNamespace(Namespace namespace, boolean create) {
        if (!found.contains(namespace)) {
            look(namespace, create);
            found.add(namespace);
        }
    }

    private void look(Namespace namespace, boolean create) {
        Optional<Map<String, Object>> there;
        try {
            there = api.find(KubePath.NAMESPACES.named(namespace.value()));
        } catch (PaasException e) {
            if (!e.code().equals("E_FORBIDDEN")) {
                throw e;
            }
            // Whoever has rights in this namespace alone may not look at it. If it is missing, the first write will
            // tell.
            return;
        }
        if (there.isEmpty()) {
            if (!create) {
                throw ApiFailures.noNamespace(namespace.value());
            }
            api.create(KubePath.NAMESPACES.with("fieldManager", Labels.FIELD_MANAGER), named(namespace));
        } else if (Tree.of(there.get()).at("status").text("phase").equals("Terminating")) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_NAMESPACE_ENDING",
                            "namespace " + namespace + " is being deleted",
                            "wait until it is gone; kubectl get namespace " + namespace
                                    + " -o yaml shows what holds it up"));
        }
    }

    private static Map<String, Object> named(Namespace namespace) {
        return Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Namespace",
                "metadata",
                Map.of("name", namespace.value(), "labels", Map.of(Labels.MANAGED_BY, Labels.MANAGER)));
    }

    @Override
    public void apply(Namespace namespace, List<KubeObject> objects, Consumer<Applied> onEach) {
        Applier applier = new Applier(api, kinds, namespace, objects);
        Map<KubeObject, Tree> live = applier.live();
        for (KubeObject object : objects) {
            onEach.accept(applier.apply(object, Optional.ofNullable(live.get(object))));
        }
    }

    @Override
    public void check(Namespace namespace, List<KubeObject> objects) {
        List<PaasException> failures = dryRun(namespace, objects).refusals();
        if (failures.isEmpty()) {
            return;
        }
        Set<Problem> problems = new LinkedHashSet<>();
        failures.forEach(failure -> problems.addAll(failure.problems()));
        throw new PaasException(failures.get(0).outcome(), List.copyOf(problems));
    }

    @Override
    public List<Preview> preview(Namespace namespace, List<KubeObject> objects) {
        return dryRun(namespace, objects).previews();
    }

    private DryRun dryRun(Namespace namespace, List<KubeObject> objects) {
        return new DryRun(api, new Applier(api, kinds, namespace, objects), objects);
    }

    @Override
    public void delete(Namespace namespace, List<KubeObject> objects) {
        for (KubeObject object : objects) {
            KubePath path = kinds.path(namespace, object);
            Optional<Map<String, Object>> found = api.find(path);
            if (found.map(Tree::of).filter(live -> isOurs(object, live)).isPresent()) {
                api.delete(path.with("propagationPolicy", "Background"));
            }
        }
    }

    /** What another App has under that name is its own, though we manage it, too. */
    private static boolean isOurs(KubeObject object, Tree live) {
        String app = Tree.of(object.body()).at("metadata", "labels").text(Labels.NAME);
        return Applier.managed(live)
                && (app.isEmpty() || app.equals(live.at("metadata", "labels").text(Labels.NAME)));
    }

    @Override
    public Observation observe(AppRef app) {
        return AppObjects.look(api, app);
    }

    @Override
    public Watch watch(AppRef app, Consumer<Observation> onChange) {
        AppWatch watch = new AppWatch(api, app, onChange);
        watch.start();
        return watch;
    }

    @Override
    public List<String> logTail(AppRef app, String pod, String container, int lines, boolean previous) {
        return Logs.tail(api, app, pod, container, lines, previous);
    }

    @Override
    public Watch followLog(
            AppRef app, String pod, String container, int tail, Consumer<String> onLine, Runnable onEnd) {
        LogFollower follower = new LogFollower(api, Logs.path(app, pod, container), tail, onLine, onEnd);
        follower.start();
        return follower;
    }

    @Override
    public void deletePod(AppRef app, String pod) {
        api.delete(KubePath.PODS.in(app.namespace()).named(pod));
    }

    @Override
    public void reshape(AppRef app, Optional<Pace> pace, boolean paused) {
        switches.reshape(app, pace, paused);
    }

    @Override
    public void scaleSet(AppRef app, String set, int replicas) {
        switches.scaleSet(app, set, replicas);
    }

    @Override
    public void select(AppRef app, Pin pin) {
        switches.select(app, pin);
    }

    @Override
    public void holdScaleDown(AppRef app, boolean hold) {
        new ScaleDownHold(api, switches).set(app, hold);
    }

    @Override
    public void partition(AppRef app, int ordinal) {
        switches.partition(app, ordinal);
    }
}
