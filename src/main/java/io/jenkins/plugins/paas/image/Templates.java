package io.jenkins.plugins.paas.image;

import java.nio.file.Path;
import java.util.List;

/** Where the Dockerfile template of a language is looked up: in the folders of a platform or team first, then in our own. */
public final class Templates {
    private Templates() {}

    /** The templates that come with the program. */
    public static Templates bundled() {
        return new Templates();
    }

    /**
     * These templates, with those of a folder laid over them.
     *
     * @param folder has one folder per template, each with a {@code Dockerfile} and a {@code template.yaml}
     */
    public Templates under(Path folder) {
        return this;
    }

    /** The names of all templates, sorted. */
    public List<String> names() {
        return List.of();
    }
}
