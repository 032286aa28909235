package io.jenkins.plugins.paas.engine;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.deployment;
import static io.jenkins.plugins.paas.testing.Observations.showing;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Observation;
import org.junit.jupiter.api.Test;

class RunningTest {
    @Test
    void aNumberIsMixedWhilePodsOfTwoTemplatesBearIt() {
        Observation changedByOthers = showing(deployment(NEW, 3))
                .set(OLD, 1, 1, 1)
                .set(NEW, 1, 1, 1)
                .set(NEW, 1, 1, 0)
                .seen();

        assertThat(Running.mixed(changedByOthers, NEW)).isTrue();
        assertThat(Running.mixed(changedByOthers, OLD)).isFalse();
    }

    @Test
    void aSetWithoutPodsMixesNothing() {
        Observation cameIn =
                showing(deployment(NEW, 3)).set(NEW, 0, 0, 0).set(NEW, 3, 3, 3).seen();

        assertThat(Running.mixed(cameIn, NEW)).isFalse();
    }
}
