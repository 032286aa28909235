package io.jenkins.plugins.paas.render;

import io.jenkins.plugins.paas.model.ConfigVersion;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.ImageTag;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.RunSpec;
import io.jenkins.plugins.paas.model.Target;
import java.util.Map;
import java.util.Optional;

/** What all objects of one Release have in common. */
record Parts(Target target, ImageRef image, ImageTag tag, long release, Optional<ConfigVersion> config) {
    /** The name of the Service, the workload, its container and the autoscaler. */
    String name() {
        return target.app().name().value();
    }

    /** The name of the Service that gives each pod of a StatefulSet its DNS name. */
    String headlessName() {
        return name() + "-pods";
    }

    RunSpec run() {
        return target.run();
    }

    /** The one label that selectors use: it stays the same as long as the App lives. */
    Map<String, Object> selector() {
        return Json.of(Labels.NAME, name());
    }

    Json labels() {
        return Json.object()
                .put(Labels.NAME, name())
                .put(Labels.VERSION, tag.toString())
                .put(Labels.PART_OF, target.app().team().value())
                .put(Labels.MANAGED_BY, Labels.MANAGER);
    }

    Json metadata(String name) {
        return Json.object()
                .put("name", name)
                .put("namespace", target.namespace().value())
                .put("labels", labels().map());
    }

    KubeObject object(String apiVersion, String kind, String name, Json metadata, Json spec) {
        return new KubeObject(
                apiVersion,
                kind,
                name,
                Json.object()
                        .put("apiVersion", apiVersion)
                        .put("kind", kind)
                        .put("metadata", metadata.map())
                        .put("spec", spec.map())
                        .map());
    }
}
