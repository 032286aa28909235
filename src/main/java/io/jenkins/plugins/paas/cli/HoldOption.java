package io.jenkins.plugins.paas.cli;

import picocli.CommandLine.Option;

/** Whether to count down a canary's hold. */
final class HoldOption {
    @Option(
            names = "--no-wait",
            description =
                    "Leave while a canary keeps its old pods, with exit code 3; a later 'paas resume' finishes (default: stay until they are gone).")
    private boolean noWait;

    boolean leave() {
        return noWait;
    }
}
