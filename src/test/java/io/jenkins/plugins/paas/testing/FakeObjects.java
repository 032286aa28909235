package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Observation.ScalerView;
import io.jenkins.plugins.paas.model.Observation.ServiceView;
import io.jenkins.plugins.paas.port.Cluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The live objects of a cluster, and which of their fields belong to somebody else. */
final class FakeObjects {
    private final Map<Key, KubeObject> live = new LinkedHashMap<>();
    private final Map<Key, Map<String, Foreign>> foreign = new HashMap<>();

    /** Where an object lies. */
    record Key(String namespace, String kind, String name) {
        static Key of(Namespace namespace, KubeObject object) {
            return new Key(namespace.value(), object.kind(), object.name());
        }

        static Key of(AppRef app, String kind) {
            return new Key(app.namespace().value(), kind, app.app().value());
        }
    }

    private record Foreign(String owner, Object value) {}

    /**
     * What stands around an App's workload.
     *
     * @param services its Service and its preview
     * @param scaler its autoscaler
     */
    record Around(List<ServiceView> services, Optional<ScalerView> scaler) {}

    Optional<KubeObject> find(Key key) {
        return Optional.ofNullable(live.get(key));
    }

    /** Stores what was applied; fields that others own, and that it does not name, stay. */
    KubeObject put(Namespace namespace, KubeObject object) {
        KubeObject stored = merged(namespace, object);
        live.put(Key.of(namespace, object), stored);
        return stored;
    }

    /** What would be stored. */
    KubeObject merged(Namespace namespace, KubeObject object) {
        Key key = Key.of(namespace, object);
        Map<String, Object> body = object.body();
        for (Map.Entry<String, Foreign> field :
                foreign.getOrDefault(key, Map.of()).entrySet()) {
            if (value(body, field.getKey()).isEmpty()) {
                body = Plain.with(
                        body,
                        names(field.getKey()),
                        Optional.of(field.getValue().value()));
            }
        }
        return with(object, body);
    }

    /** Sets fields of an object, whoever owns them; false when it is not there. */
    boolean patch(Key key, Map<String, Object> fields) {
        KubeObject object = live.get(key);
        if (object == null) {
            return false;
        }
        Map<String, Object> body = object.body();
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            body = Plain.with(body, names(field.getKey()), shown(field.getKey(), field.getValue()));
            foreign.getOrDefault(key, new HashMap<>()).remove(field.getKey());
        }
        live.put(key, with(object, body));
        return true;
    }

    /** Removes a field of an object; what it was in is removed too when nothing else is left in it. */
    void clear(Key key, String path) {
        live.computeIfPresent(
                key, (any, object) -> with(object, Plain.with(object.body(), names(path), Optional.empty())));
    }

    /** Somebody else sets a field and owns it from now on. */
    void someoneElseSets(Key key, String path, Object value, String owner) {
        patch(key, Map.of(path, value));
        if (shown(path, value).isPresent()) {
            foreign.computeIfAbsent(key, any -> new HashMap<>()).put(path, new Foreign(owner, value));
        }
    }

    void remove(Key key) {
        live.remove(key);
        foreign.remove(key);
    }

    /** Fields of others for which an object wants other values. */
    List<Cluster.Conflict> conflicts(Namespace namespace, KubeObject object) {
        List<Cluster.Conflict> conflicts = new ArrayList<>();
        foreign.getOrDefault(Key.of(namespace, object), Map.of()).forEach((path, field) -> {
            // As the real one does: a number that is fixed is taken from an autoscaler.
            boolean scaler = path.equals(".spec.replicas") && field.owner().equals("kube-controller-manager");
            if (!scaler
                    && value(object.body(), path)
                            .filter(ours -> !ours.equals(field.value()))
                            .isPresent()) {
                conflicts.add(new Cluster.Conflict(path, field.owner()));
            }
        });
        return conflicts;
    }

    /** All objects of a namespace, in the order in which they were made. */
    List<KubeObject> in(Namespace namespace) {
        return live.entrySet().stream()
                .filter(each -> each.getKey().namespace().equals(namespace.value()))
                .map(Map.Entry::getValue)
                .toList();
    }

    Around around(AppRef app) {
        String name = app.app().value();
        return new Around(
                in(app.namespace()).stream()
                        .filter(each -> each.kind().equals("Service")
                                && List.of(name, name + "-preview").contains(each.name()))
                        .map(each -> new ServiceView(each.name(), selector(each)))
                        .sorted(java.util.Comparator.comparing(ServiceView::name))
                        .toList(),
                scaler(app)
                        .map(each -> new ScalerView(
                                each.name(),
                                Plain.number(each.body(), 1, "spec", "minReplicas"),
                                Plain.number(each.body(), 1, "spec", "maxReplicas"),
                                !FakeScaleDown.disabled(each))));
    }

    Optional<KubeObject> scaler(AppRef app) {
        return in(app.namespace()).stream()
                .filter(each -> each.kind().equals("HorizontalPodAutoscaler")
                        && Plain.text(each.body(), "spec", "scaleTargetRef", "name")
                                .equals(Optional.of(app.app().value())))
                .findFirst();
    }

    private static Map<String, String> selector(KubeObject service) {
        Map<String, String> labels = new TreeMap<>();
        Plain.map(Plain.at(service.body(), "spec", "selector").orElse(Map.of()))
                .forEach((label, value) -> labels.put(label, value.toString()));
        return labels;
    }

    /** The API server does not store what is false or 0 seconds; but 0 pods are a number. */
    private static Optional<Object> shown(String path, Object value) {
        boolean none = value.equals(false) || (value.equals(0) && path.endsWith("Seconds"));
        return Optional.of(value).filter(any -> !none);
    }

    private static Optional<Object> value(Object body, String path) {
        return Plain.at(body, names(path).toArray(String[]::new));
    }

    private static List<String> names(String path) {
        return List.of(path.substring(1).split("\\.", -1));
    }

    private static KubeObject with(KubeObject object, Map<String, Object> body) {
        return new KubeObject(object.apiVersion(), object.kind(), object.name(), body);
    }
}
