package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.App;
import io.jenkins.plugins.paas.model.Platform;

/** Reads the files that users write. */
public final class SpecReader {
    private SpecReader() {}

    /**
     * Reads a {@code paas.yaml}.
     *
     * @param fileName the file as the user named it, for messages
     * @param text its content
     * @throws io.jenkins.plugins.paas.model.PaasException with {@link io.jenkins.plugins.paas.model.Outcome#INVALID} and all
     *     problems of the file, in its order
     */
    public static App app(String fileName, String text) {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * Reads a {@code platform.yaml}.
     *
     * @param fileName the file as the user named it, for messages
     * @param text its content
     * @throws io.jenkins.plugins.paas.model.PaasException with {@link io.jenkins.plugins.paas.model.Outcome#INVALID} and all
     *     problems of the file, in its order
     */
    public static Platform platform(String fileName, String text) {
        throw new UnsupportedOperationException("not written yet");
    }
}
