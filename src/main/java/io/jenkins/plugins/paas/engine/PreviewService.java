package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Pin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Service {@code <app>-preview}, by which a second set can be reached before it gets requests. */
final class PreviewService {
    private static final String SUFFIX = "-preview";

    private PreviewService() {}

    static String name(String app) {
        return app + SUFFIX;
    }

    /** Enough of an App's preview to delete it. */
    static KubeObject named(String app) {
        return new KubeObject(
                "v1", "Service", name(app), Map.of("metadata", Map.of("labels", Map.of(Labels.NAME, app))));
    }

    /**
     * The preview of a Release.
     *
     * @param app the App's name, which is that of its Service
     * @param objects the Release's objects
     * @return nothing where the App has no Service
     */
    static Optional<KubeObject> of(String app, List<KubeObject> objects, long release) {
        return objects.stream()
                .filter(object ->
                        object.kind().equals("Service") && object.name().equals(app))
                .findFirst()
                .map(service -> preview(service, release));
    }

    private static KubeObject preview(KubeObject service, long release) {
        String name = name(service.name());
        Map<String, Object> spec = new LinkedHashMap<>();
        // Only inside the cluster, and never in the way of a port that the App's own Service has.
        spec.put("type", "ClusterIP");
        spec.put("selector", PlainData.map(service.body(), "spec", "selector"));
        spec.put("ports", ports(service));
        Map<String, Object> metadata = new LinkedHashMap<>(PlainData.map(service.body(), "metadata"));
        metadata.put("name", name);
        Map<String, Object> whole = new LinkedHashMap<>(service.body());
        whole.put("metadata", metadata);
        whole.put("spec", spec);
        KubeObject preview = new KubeObject(service.apiVersion(), service.kind(), name, whole);
        return ShapedObjects.selecting(preview, new Pin.OfRelease(release));
    }

    private static List<Map<String, Object>> ports(KubeObject service) {
        return PlainData.maps(service.body(), "spec", "ports")
                .map(port -> {
                    Map<String, Object> copy = new LinkedHashMap<>(port);
                    copy.remove("nodePort");
                    return copy;
                })
                .toList();
    }
}
