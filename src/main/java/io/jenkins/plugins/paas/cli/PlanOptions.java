package io.jenkins.plugins.paas.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A deploy in two parts: settled now, done later. */
final class PlanOptions {
    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description =
                    "Build what is not built yet, write into FILE what would be applied, show it with its hash, and apply nothing.")
    private Optional<Path> write = Optional.empty();

    @Option(
            names = "--apply-plan",
            paramLabel = "FILE",
            description = "Apply exactly what FILE says; refuse if it was changed, or if what lives has changed since.")
    private Optional<Path> apply = Optional.empty();

    @Option(
            names = "--hash",
            paramLabel = "HASH",
            description = "The hash that was looked at and agreed to; with --apply-plan, refuse any other plan.")
    private Optional<String> hash = Optional.empty();

    Optional<Path> write() {
        return write;
    }

    Optional<Path> apply() {
        return apply;
    }

    Optional<String> hash() {
        return hash;
    }
}
