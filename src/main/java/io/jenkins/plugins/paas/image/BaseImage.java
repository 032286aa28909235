package io.jenkins.plugins.paas.image;

import java.util.function.Supplier;

/** An image to start from or to copy from. */
public final class BaseImage {
    private final String name;
    private final ImageConfig config;
    private final Supplier<ImageFiles> files;

    /**
     * An image.
     *
     * @param name to build on; where it is known by digest, a name with that, since a tag may be moved at any time
     * @param config its settings
     * @param files its files, asked for only when something is copied to or from it
     */
    public BaseImage(String name, ImageConfig config, Supplier<ImageFiles> files) {
        this.name = name;
        this.config = config;
        this.files = BuiltStage.once(files);
    }

    /** What to build on. */
    public String name() {
        return name;
    }

    /** The same, taken as if it had no files. */
    BaseImage withoutFiles() {
        return new BaseImage(name, config, () -> new ImageFiles("the image " + name));
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
