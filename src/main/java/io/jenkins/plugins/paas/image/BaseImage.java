package io.jenkins.plugins.paas.image;

import java.util.function.Supplier;

/** An image to start from or to copy from. */
public final class BaseImage {
    private final ImageConfig config;
    private final Supplier<ImageFiles> files;

    /**
     * An image.
     *
     * @param config its settings
     * @param files its files, asked for only when something is copied to or from it
     */
    public BaseImage(ImageConfig config, Supplier<ImageFiles> files) {
        this.config = config;
        this.files = files;
    }

    /** Its settings. */
    public ImageConfig config() {
        return config;
    }

    /** Its files. */
    public ImageFiles files() {
        return files.get();
    }
}
