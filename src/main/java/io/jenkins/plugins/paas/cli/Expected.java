package io.jenkins.plugins.paas.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The cluster that a command will ask, told by its words before they are parsed, so that the way there can be opened
 * meanwhile. A wrong guess costs an unused connection to a cluster that was named; what is wrong with the words or files is
 * for the command itself to tell.
 */
final class Expected {
    private Expected() {}

    /** Its kubeconfig context. */
    static Optional<String> context(String[] args, Surroundings here) {
        if (value("--tar", args).isPresent() || value("--layout", args).isPresent()) {
            // A file on this machine needs no cluster.
            return Optional.empty();
        }
        FileOptions files = FileOptions.of(
                value("-f", args).or(() -> value("--file", args)),
                value("--platform", args).map(Path::of));
        return value("--cluster", args).flatMap(name -> files.context(name, here));
    }

    private static Optional<String> value(String option, String... args) {
        for (int i = 1; i < args.length; i++) {
            if (args[i].startsWith(option + "=")) {
                return Optional.of(args[i].substring(option.length() + 1));
            }
            if (args[i].equals(option) && i + 1 < args.length) {
                return Optional.of(args[i + 1]);
            }
        }
        return Optional.empty();
    }
}
