package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.image.ImagePlan;
import io.jenkins.plugins.paas.port.EventSink;
import io.jenkins.plugins.paas.port.ImageBuilder;
import java.nio.file.Path;

/** Builds images with Jib, without a daemon. */
public final class JibImageBuilder implements ImageBuilder {
    /**
     * A builder.
     *
     * @param access how registries are reached
     * @param cache a folder of the user's own where base images and layers are kept; several builds may use it at once
     */
    public JibImageBuilder(RegistryAccess access, Path cache) {}

    @Override
    public Built build(ImagePlan plan, Destination destination, EventSink events) {
        throw new UnsupportedOperationException("planned, not yet written");
    }
}
