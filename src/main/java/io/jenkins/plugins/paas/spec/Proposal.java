package io.jenkins.plugins.paas.spec;

import java.nio.file.Path;

/** Proposes a {@code paas.yaml} for a repository. */
public final class Proposal {
    private Proposal() {}

    /**
     * Looks at a repository and writes a commented file that fits it and that {@link SpecReader} accepts.
     *
     * @param folder the App's folder; only read
     * @return the text of {@code paas.yaml}
     */
    public static String inspect(Path folder) {
        throw new UnsupportedOperationException("not written yet");
    }
}
