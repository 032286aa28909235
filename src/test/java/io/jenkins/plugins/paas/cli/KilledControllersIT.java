package io.jenkins.plugins.paas.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A command killed at any moment of both strategies, forward and back; then the controller manager, killed and started again.
 *
 * <p>Apart from {@link DisturbedRolloutIT}, for that hits every App of the cluster. Beside each other all the same: each of them
 * has its kill at its own moment, and some of its neighbours' at any other.
 */
class KilledControllersIT {
    @TempDir
    private Path folder;

    static List<Disturbance> disturbances() {
        return Soak.present().disturbances(Disturbance::shakesAll);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("disturbances")
    void theNextCommandsEndItNativeAndNoRequestIsLost(Disturbance disturbance) throws Exception {
        assumeTrue(Soak.present().goesOn(), "the soak is over");
        Soak.present().tries(disturbance, () -> DisturbedRollout.endsWell(disturbance, folder));
    }
}
