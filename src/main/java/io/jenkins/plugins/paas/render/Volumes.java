package io.jenkins.plugins.paas.render;

import io.jenkins.plugins.paas.model.RunSpec;
import io.jenkins.plugins.paas.model.Volume;
import io.jenkins.plugins.paas.model.Volume.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is mounted into the container: configuration, the App's own volumes, writable folders. */
final class Volumes {
    /** The names of volumes that the App does not name itself start so; its own may not. */
    private static final String OURS = "paas-";

    private static final String CONFIG = OURS + "config";

    private final Parts parts;
    private final RunSpec run;

    Volumes(Parts parts) {
        this.parts = parts;
        this.run = parts.run();
    }

    List<Map<String, Object>> mounts() {
        List<Map<String, Object>> mounts = new ArrayList<>();
        run.config().ifPresent(config -> mounts.add(mount(CONFIG, config.mountPath(), true)));
        for (Volume volume : run.volumes()) {
            boolean readOnly =
                    volume.source() instanceof Source.FromSecret || volume.source() instanceof Source.FromConfigMap;
            mounts.add(mount(volume.name(), volume.mountPath(), readOnly));
        }
        for (int i = 0; i < run.security().writable().size(); i++) {
            mounts.add(mount(writable(i), run.security().writable().get(i), false));
        }
        return mounts;
    }

    List<Map<String, Object>> volumes() {
        List<Map<String, Object>> volumes = new ArrayList<>();
        parts.config()
                .ifPresent(version -> volumes.add(volume(CONFIG, "configMap", Json.of("name", version.objectName()))));
        for (Volume volume : run.volumes()) {
            if (volume.source() instanceof Source.Claim claim) {
                volumes.add(volume(volume.name(), "persistentVolumeClaim", Json.of("claimName", claim.claim())));
            } else if (volume.source() instanceof Source.FromSecret secret) {
                volumes.add(volume(volume.name(), "secret", Json.of("secretName", secret.secret())));
            } else if (volume.source() instanceof Source.FromConfigMap configMap) {
                volumes.add(volume(volume.name(), "configMap", Json.of("name", configMap.configMap())));
            } else if (volume.source() instanceof Source.Empty) {
                volumes.add(volume(volume.name(), "emptyDir", Map.of()));
            }
        }
        for (int i = 0; i < run.security().writable().size(); i++) {
            volumes.add(volume(writable(i), "emptyDir", Map.of()));
        }
        return volumes;
    }

    /** Claims that the StatefulSet makes for each of its pods. */
    List<Map<String, Object>> claimTemplates() {
        List<Map<String, Object>> templates = new ArrayList<>();
        for (Volume volume : run.volumes()) {
            if (volume.source() instanceof Source.PerPod perPod) {
                Json spec = Json.object()
                        .put("accessModes", List.of("ReadWriteOnce"))
                        .put("storageClassName", perPod.storageClass())
                        .put(
                                "resources",
                                Json.of(
                                        "requests",
                                        Json.of("storage", perPod.size().toString())));
                templates.add(Json.object()
                        .put("apiVersion", "v1")
                        .put("kind", "PersistentVolumeClaim")
                        .put("metadata", Json.of("name", volume.name()))
                        .put("spec", spec.map())
                        .map());
            }
        }
        return templates;
    }

    private static String writable(int index) {
        return OURS + "writable-" + index;
    }

    private static Map<String, Object> mount(String volume, String path, boolean readOnly) {
        Json mount = Json.object().put("name", volume).put("mountPath", path);
        if (readOnly) {
            mount.put("readOnly", true);
        }
        return mount.map();
    }

    private static Map<String, Object> volume(String name, String kind, Map<String, Object> source) {
        return Json.object().put("name", name).put(kind, source).map();
    }
}
