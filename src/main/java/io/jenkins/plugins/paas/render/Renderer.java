package io.jenkins.plugins.paas.render;

import io.jenkins.plugins.paas.model.ConfigVersion;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.ImageTag;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Target;
import java.util.List;
import java.util.Optional;

/** Turns a settled target and an image into Kubernetes objects. */
public final class Renderer {
    private Renderer() {}

    /**
     * The objects of a Release, in the order in which they are to be applied.
     *
     * @param target the App in its cluster
     * @param image what to run, pinned by its digest
     * @param tag the image's tag, for labels
     * @param release the Release's number, 1 or more
     * @param config the Config version to mount; given if and only if the App has a config folder there
     */
    public static List<KubeObject> render(
            Target target, ImageRef image, ImageTag tag, long release, Optional<ConfigVersion> config) {
        throw new UnsupportedOperationException("not written yet");
    }
}
