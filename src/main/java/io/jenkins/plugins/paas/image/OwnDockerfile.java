package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.BuildSpec;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Dockerfile that an App brings along. */
public final class OwnDockerfile {
    private OwnDockerfile() {}

    /**
     * Looks at it as far as one can before a build: whether it is there, and whether it can be read. One that the App's build
     * command makes is not missed.
     *
     * @param folder the App's folder
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_DOCKERFILE_MISSING}, {@code E_OUTSIDE_CONTEXT}, {@code
     *     E_DOCKERFILE_SYNTAX} and {@code E_DOCKERFILE_UNSUPPORTED} for each line that is at fault
     */
    public static void check(Path folder, BuildSpec build) {
        if (build.recipe() instanceof BuildSpec.Recipe.Dockerfile own) {
            boolean made = build.command().isPresent() && !Files.exists(folder.resolve(own.file()));
            if (!made) {
                Dockerfile unused = read(folder, own.file(), build);
            }
        }
    }

    /** Reads it; where it is missing, the App's file says where it is named. */
    static Dockerfile read(Path folder, Path name, BuildSpec build) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            String what = "there is no Dockerfile " + file;
            String hint = "check 'dockerfile:' in paas.yaml";
            throw build.place("dockerfile")
                    .map(at -> new PaasException(
                            Outcome.INVALID, Problem.at(at, "dockerfile", "E_DOCKERFILE_MISSING", what, hint)))
                    .orElseGet(() -> Failures.of("E_DOCKERFILE_MISSING", what, hint));
        }
        Artifacts.inside(folder, file);
        return Dockerfile.read(file, name.toString());
    }
}
