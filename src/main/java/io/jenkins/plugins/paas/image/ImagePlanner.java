package io.jenkins.plugins.paas.image;

import java.nio.file.Path;

/** Turns an App's folder into the plan of its image, by a template or by the App's own Dockerfile. */
public final class ImagePlanner {
    /**
     * A planner.
     *
     * @param templates where templates are looked up
     * @param stage a folder of the user's own, such as a cache folder, where parts of artifacts are laid out under names made
     *     from their content; the App's folder is never written to, since a checkout may be read-only
     */
    public ImagePlanner(Templates templates, Path stage) {}

    /**
     * Plans an image.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_ARTIFACT_MISSING}, {@code E_ARTIFACT_INVALID}, {@code
     *     E_TEMPLATE_UNKNOWN}, {@code E_TEMPLATE_PARAMETER}, {@code E_DOCKERFILE_MISSING}, {@code E_DOCKERFILE_SYNTAX}, {@code
     *     E_DOCKERFILE_UNSUPPORTED}, {@code E_OUTSIDE_CONTEXT}
     */
    public ImagePlan plan(ImageRequest request) {
        throw new UnsupportedOperationException("planned, not yet written");
    }
}
