package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.App;
import io.jenkins.plugins.paas.model.Platform;
import java.util.Optional;

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
        Problems problems = new Problems();
        Tree.Fields file = file(fileName, text, problems);
        return new AppReader(problems).read(file);
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
        Problems problems = new Problems();
        Tree.Fields file = file(fileName, text, problems);
        return new PlatformReader(problems).read(file);
    }

    private static Tree.Fields file(String fileName, String text, Problems problems) {
        Optional<Tree.Fields> file = YamlFile.read(fileName, text, problems);
        if (file.isEmpty()) {
            problems.raise();
        }
        return file.orElseThrow();
    }
}
