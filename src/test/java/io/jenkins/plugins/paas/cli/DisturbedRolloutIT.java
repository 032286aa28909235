package io.jenkins.plugins.paas.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A command killed at any moment of both strategies, forward and back; then somebody else at work on its App. */
class DisturbedRolloutIT {
    @TempDir
    private Path folder;

    static List<Disturbance> disturbances() {
        return Soak.present().disturbances(each -> !each.shakesAll());
    }

    /** Beside each other, for each has an App of its own; not beside other classes, which restart parts of the cluster. */
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("disturbances")
    void theNextCommandsEndItNativeAndNoRequestIsLost(Disturbance disturbance) throws Exception {
        assumeTrue(Soak.present().goesOn(), "the soak is over");
        Soak.present().tries(disturbance, () -> DisturbedRollout.endsWell(disturbance, folder));
    }
}
