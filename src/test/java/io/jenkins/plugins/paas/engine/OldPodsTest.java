package io.jenkins.plugins.paas.engine;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.START;
import static io.jenkins.plugins.paas.testing.Observations.at;
import static io.jenkins.plugins.paas.testing.Observations.container;
import static io.jenkins.plugins.paas.testing.Observations.deployment;
import static io.jenkins.plugins.paas.testing.Observations.pod;
import static io.jenkins.plugins.paas.testing.Observations.showing;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.testing.Rollouts;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldPodsTest {
    private static final Observation WELL = showing(deployment(NEW, 1).paused())
            .and(pod("shop-old", OLD).ready(START))
            .and(pod("shop-new", NEW).ready(at(3)))
            .seen();
    private static final Observation FAILING = showing(deployment(NEW, 1).paused())
            .and(pod("shop-old", OLD)
                    .with(container()
                            .waiting("CrashLoopBackOff", "back-off restarting failed container")
                            .restarts(5)
                            .last(1, "Error", "", at(20))))
            .and(pod("shop-new", NEW).ready(at(3)))
            .seen();

    @TempDir
    private Path folder;

    private World world;
    private OldPods oldPods;

    @BeforeEach
    void someone() {
        world = new World(folder);
        oldPods = new OldPods(world.session());
        world.later();
    }

    private static Rollout standing(Step step) {
        return Rollouts.deploy().by(Strategy.CANARY).in(step);
    }

    @Test
    void areToldOfOnceAsLongAsTheyFail() {
        oldPods.look(standing(Step.AT_GATE), WELL);
        assertThat(world.warnings()).isEmpty();

        oldPods.look(standing(Step.AT_GATE), FAILING);
        oldPods.look(standing(Step.AT_GATE), FAILING);

        assertThat(world.events(Event.Warned.class))
                .singleElement()
                .satisfies(told -> assertThat(told.code()).isEqualTo("W_OLD_PODS_FAIL"))
                .satisfies(
                        told -> assertThat(told.text()).contains("E_CRASH_LOOP").contains("by itself"));

        oldPods.look(standing(Step.AT_GATE), WELL);
        oldPods.look(standing(Step.AT_GATE), FAILING);
        assertThat(world.warnings()).hasSize(2);
    }

    @Test
    void areNobodysWorryOnTheWay() {
        oldPods.look(standing(Step.DRAINING), FAILING);

        assertThat(world.warnings()).isEmpty();
    }
}
