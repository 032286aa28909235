package io.jenkins.plugins.paas.image;

/**
 * Names by which a layer takes away what the layers below it have.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts">OCI image layer, whiteouts</a>
 */
final class Whiteout {
    /** What such a name begins with; the name that is taken away follows. */
    static final String PREFIX = ".wh.";

    /** Takes away all of the folder that it lies in. */
    static final String ALL = ".wh..wh..opq";

    private Whiteout() {}

    /** Whether the last name of a path is one. */
    static boolean is(String path) {
        return ImageFolder.name(path).startsWith(PREFIX);
    }
}
