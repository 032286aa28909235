package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.port.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever works on a Rollout hears a person's word. */
class PersonsWordTest extends InAWorld {
    @BeforeEach
    void somethingRunsAndAnotherIsToCome() {
        world.deploy();
        world.commit(World.COMMIT_B, "two");
    }

    @Test
    void aWordThatIsSaidWhileObjectsAreAppliedIsMetByTheNextSave() {
        world.listener = event -> {
            if (event instanceof Event.Noted note && note.text().startsWith("Deployment/")) {
                world.listener = any -> {};
                world.saysAbort();
            }
        };

        Delivery end = world.deploy();

        assertThat(end.rollout().orElseThrow().step()).isEqualTo(Step.ABORTED);
        assertThat(world.test().cluster.serving()).contains(1L);
    }
}
