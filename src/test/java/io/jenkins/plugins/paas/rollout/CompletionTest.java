package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.deployment;
import static io.jenkins.plugins.paas.testing.Observations.showing;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.testing.Observations;
import io.jenkins.plugins.paas.testing.WorkloadBuilder;
import org.junit.jupiter.api.Test;

class CompletionTest {
    /** The old set's last pod still counts. */
    private static WorkloadBuilder countedWithOneOldPod() {
        return deployment(NEW, 3).pods(4, 3, 4, 4);
    }

    private static boolean complete(Observations shown) {
        Observation seen = shown.seen();
        return Completion.of(seen.workload().orElseThrow(), seen.sets());
    }

    @Test
    void isThereOnceNoOldPodIsWantedAnyMoreThoughTheDeploymentStillCountsOne() {
        assertThat(complete(showing(countedWithOneOldPod()).set(OLD, 0, 1, 1).set(NEW, 3, 3, 3)))
                .isTrue();
    }

    @Test
    void isNotThereWhileAnOldPodIsWanted() {
        assertThat(complete(showing(countedWithOneOldPod()).set(OLD, 1, 1, 1).set(NEW, 3, 3, 3)))
                .isFalse();
    }

    @Test
    void isNotThereWhileANewPodIsReadyAndNotYetAvailable() {
        assertThat(complete(showing(countedWithOneOldPod()).set(OLD, 0, 1, 1).set(NEW, 3, 3, 3, 2)))
                .isFalse();
    }

    @Test
    void isNotThereWhileTheStatusIsOlderThanTheTemplate() {
        assertThat(complete(showing(countedWithOneOldPod().generation(2, 1))
                        .set(OLD, 0, 1, 1)
                        .set(NEW, 3, 3, 3)))
                .isFalse();
    }

    @Test
    void isNotThereWhenTheOnlySetThatIsWantedIsOfAnotherRelease() {
        assertThat(complete(showing(countedWithOneOldPod()).set(OLD, 3, 3, 3).set(NEW, 0, 1, 1)))
                .isFalse();
    }
}
