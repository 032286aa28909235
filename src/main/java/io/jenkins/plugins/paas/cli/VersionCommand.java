package io.jenkins.plugins.paas.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "version", description = "Print the version of this program.")
final class VersionCommand implements Callable<Integer> {
    private final Paas paas;

    VersionCommand(Paas paas) {
        this.paas = paas;
    }

    @Override
    public Integer call() {
        paas.here().out().println("paas " + version());
        return 0;
    }

    /** The manifest knows it; classes that run from a folder have no manifest. */
    static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("(development build)");
    }
}
