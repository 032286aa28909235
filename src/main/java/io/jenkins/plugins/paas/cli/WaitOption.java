package io.jenkins.plugins.paas.cli;

import picocli.CommandLine.Option;

/** Whether to stay at gates. */
final class WaitOption {
    @Option(
            names = "--wait",
            description =
                    "Stay at gates until somebody decides, here or elsewhere, and to the end of the rollout (default: end there with exit code 3).")
    private boolean wait;

    boolean value() {
        return wait;
    }
}
