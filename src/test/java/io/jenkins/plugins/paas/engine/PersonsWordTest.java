package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.port.Event;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever works on a Rollout hears a person's word. */
class PersonsWordTest extends InAWorld {
    @ParameterizedTest
    @CsvSource({"rolling, RESTORING", "manual, TURNING_BACK", "canary, TURNING_BACK"})
    void aWordThatIsSaidWhileObjectsAreAppliedIsMetByTheNextSave(String strategy, Step back) {
        world.controlled();
        world.quota("pods", "100", "4");
        world.deploy();
        world.app("port: 8080", "strategy: " + strategy).commit(World.COMMIT_B, "two");
        world.listener = event -> {
            if (event instanceof Event.Noted note && note.text().startsWith("Deployment/")) {
                world.listener = any -> {};
                world.saysAbort();
            }
        };

        Delivery end = world.deploy();

        assertThat(world.test().steps()).containsSubsequence(Step.APPLYING, back, Step.ABORTED);
        assertThat(end.rollout().orElseThrow().step()).isEqualTo(Step.ABORTED);
        assertThat(end.runs()).contains(1L);
        onlyTheOneOfBeforeIsThereAndNothingIsHeldBack();
    }

    private void onlyTheOneOfBeforeIsThereAndNothingIsHeldBack() {
        Observation seen = world.test().controlled.orElseThrow().observe(world.ref());
        assertThat(seen.pods())
                .isNotEmpty()
                .allSatisfy(pod -> assertThat(pod.release()).contains(1L));
        assertThat(HeldBack.unexplained(world.ref().app(), seen, Optional.empty()))
                .isEmpty();
        assertThat(seen.workload().orElseThrow().paused()).isFalse();
    }
}
