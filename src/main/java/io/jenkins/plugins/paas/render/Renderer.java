package io.jenkins.plugins.paas.render;

import io.jenkins.plugins.paas.model.ConfigVersion;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.ImageTag;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import io.jenkins.plugins.paas.model.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a settled target and an image into Kubernetes objects. */
public final class Renderer {
    private Renderer() {}

    /**
     * The objects of a Release, in the order in which they are to be applied: Services, the workload, the autoscaler. The
     * ConfigMap of the Config version is not among them; the workload mounts it by its name.
     *
     * @param target the App in its cluster
     * @param image what to run, pinned by its digest
     * @param tag the image's tag, for labels
     * @param release the Release's number, 1 or more
     * @param config the Config version to mount; given if and only if the App has a config folder there
     */
    public static List<KubeObject> render(
            Target target, ImageRef image, ImageTag tag, long release, Optional<ConfigVersion> config) {
        if (config.isPresent() != target.run().config().isPresent()) {
            throw new IllegalArgumentException("a Config version is given if and only if the App has a config folder");
        }
        Parts parts = new Parts(target, image, tag, release, config);
        Services services = new Services(parts);
        List<KubeObject> objects = new ArrayList<>();
        if (target.run().workload() == Workload.STATEFUL_SET) {
            objects.add(services.headless());
        }
        target.run().port().ifPresent(port -> objects.add(services.service()));
        objects.add(new Workloads(parts).workload());
        target.run().autoscale().ifPresent(scale -> objects.add(new Autoscaler(parts).object(scale)));
        return List.copyOf(objects);
    }
}
