package io.jenkins.plugins.paas.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code paas} command. */
@Command(
        name = "paas",
        description = "Brings an application from its repository to a healthy release on Kubernetes.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Version.class,
        subcommands = VersionCommand.class,
        scope = CommandLine.ScopeType.LOCAL)
public final class Main {
    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param args the words after {@code paas}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
