package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.engine.Place;
import io.jenkins.plugins.paas.model.App;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.spec.Targets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which App, which platform, which cluster. */
final class TargetOptions {
    @Mixin
    private FileOptions files;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description =
                    "The cluster, by its name in the platform file. There is no default, so that none is touched by accident.")
    private Optional<String> cluster;

    @Option(
            names = "--id-token-env",
            paramLabel = "NAME",
            description = "The environment variable with your ID token (default: PAAS_ID_TOKEN, where it is set).")
    private Optional<String> tokenVariable = Optional.empty();

    /** Reads both files and settles what applies in the cluster. */
    Chosen choose(Surroundings here) {
        files.refuseBare();
        return chooseWithBare(here);
    }

    /** The same for commands in which a bare {@code -f} has a meaning. */
    Chosen chooseWithBare(Surroundings here) {
        App app = files.app(here);
        Platform platform = files.platform(here);
        Target target = Targets.resolve(app, platform, ClusterChoice.of(cluster, platform));
        return new Chosen(platform, target, files.folder(here), words(), tokenVariable);
    }

    /** These options as they were written, for commands that are proposed. */
    private String words() {
        return files.words() + cluster.map(name -> " --cluster " + name).orElse("");
    }

    /** Whether there was an {@code -f} without a file. */
    boolean bareGiven() {
        return files.bareGiven();
    }

    /**
     * What was named.
     *
     * @param platform the platform
     * @param target the App in its cluster
     * @param folder the App's folder
     * @param words the options that named it, each after a blank
     * @param tokenVariable the environment variable that holds an ID token, where it is not the usual one
     */
    record Chosen(Platform platform, Target target, Path folder, String words, Optional<String> tokenVariable) {
        Place place() {
            return Place.of(target);
        }
    }
}
