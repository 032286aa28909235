package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.ReleaseStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A deploy that fails: what it goes back to, what is told and what is kept. */
class FailedDeployTest extends InAWorld {
    @Test
    void keepsNoMoreOfALogThanARecordCanHold() {
        world.deploy();
        world.test().cluster.crashes(2);
        world.test().cluster.logs("function(e,t)".repeat(100_000));

        Delivery delivery = world.commit(World.COMMIT_B, "two").deploy();

        assertThat(delivery.diagnosis().orElseThrow().logTail())
                .singleElement()
                .asString()
                .startsWith("function(e,t)")
                .endsWith("more characters)")
                .hasSizeLessThan(3000);
    }

    @Test
    void goesBackToTheLastGoodReleaseAfterTellingWhy() {
        world.deploy();
        world.test().cluster.crashes(2);

        Delivery delivery = world.commit(World.COMMIT_B, "two").deploy();

        assertThat(delivery.outcome()).isEqualTo(Outcome.ROLLOUT_FAILED);
        assertThat(delivery.runs()).contains(1L);
        Diagnosis diagnosis = delivery.diagnosis().orElseThrow();
        assertThat(diagnosis.code()).isEqualTo(Diagnosis.Code.E_CRASH_LOOP);
        assertThat(diagnosis.logTail()).containsExactly("the log of shop-2-bad");
        assertThat(world.test().cluster.logRequests()).containsExactly("shop-2-bad before");
        assertThat(world.test().cluster.applied()).containsExactly(1L, 2L);
        assertThat(world.test().steps())
                .containsSubsequence(Step.PROGRESSING, Step.RESTORING, Step.RETURNING, Step.ROLLED_BACK);
        assertThat(world.actions())
                .endsWith("DEPLOY_STARTED started", "RESTORE_STARTED restoring", "DEPLOY_ENDED rolled back");
        assertThat(world.entries())
                .map(ReleaseStore.Entry::verdict)
                .containsExactly(Release.Verdict.FAILED, Release.Verdict.GOOD);
        assertThat(world.verify().bad()).isEmpty();
    }

    @Test
    void tellsTheDiagnosisBeforeItGoesBack() {
        world.deploy();
        world.test().cluster.crashes(2);
        world.events.clear();

        world.commit(World.COMMIT_B, "two").deploy();

        List<String> told = world.events.stream()
                .filter(event -> event instanceof Event.Diagnosed
                        || (event instanceof Event.Stepped stepped
                                && stepped.rollout().step() == Step.RESTORING))
                .map(event -> event.getClass().getSimpleName())
                .toList();
        assertThat(told).containsExactly("Diagnosed", "Stepped");
    }

    @Test
    void leavesAFailedFirstReleaseAsItIs() {
        world.test().cluster.crashes(1);

        Delivery delivery = world.deploy();

        assertThat(delivery.outcome()).isEqualTo(Outcome.ROLLOUT_FAILED);
        assertThat(delivery.rollout().orElseThrow().step()).isEqualTo(Step.FAILED);
        assertThat(delivery.runs()).isEmpty();
        assertThat(world.actions()).endsWith("DEPLOY_ENDED failed");
    }

    @Test
    void doesNotGoBackWhenToldNotTo() {
        world.deploy();
        world.test().cluster.crashes(2);
        world.commit(World.COMMIT_B, "two");

        Delivery delivery = world.engine().deploy().run(world.withoutRollback());

        assertThat(delivery.rollout().orElseThrow().step()).isEqualTo(Step.FAILED);
        assertThat(world.test().cluster.applied()).containsExactly(1L, 2L);
    }

    @Test
    void triesAFailedReleaseAgainUnderItsOwnNumber() {
        world.deploy();
        world.test().cluster.crashes(2);
        world.commit(World.COMMIT_B, "two").deploy();
        world.test().cluster.heals(2);

        Delivery delivery = world.deploy();

        assertThat(delivery.outcome()).isEqualTo(Outcome.DONE);
        assertThat(delivery.runs()).contains(2L);
        assertThat(world.entries()).hasSize(2).map(ReleaseStore.Entry::verdict).containsOnly(Release.Verdict.GOOD);
    }

    @Test
    void timesOutWhenNothingHappensAndNothingSaysWhy() {
        world.test().cluster.staysSilent(1);

        Delivery delivery = world.deploy();

        assertThat(delivery.outcome()).isEqualTo(Outcome.TIMED_OUT);
    }

    @Test
    void takesAwayWhatOnlyTheFailedReleaseHad() {
        world.deploy();
        world.test().cluster.crashes(2);

        world.app("port: 8080", "autoscale: {min: 1, max: 3, cpu: 70}").deploy();

        assertThat(world.test().cluster.deleted()).containsExactly("HorizontalPodAutoscaler/shop");
        assertThat(world.test().cluster.objectNames()).contains("Service/shop");
    }

    @Test
    void goesBackWhenTheClusterRefusesTheRealThing() {
        world.deploy();
        world.test()
                .cluster
                .failsToApply(
                        new PaasException(Outcome.INVALID, Problem.of("E_REFUSED", "a policy says no", "ask")), 1);

        Delivery delivery = world.commit(World.COMMIT_B, "two").deploy();

        assertThat(delivery.outcome()).isEqualTo(Outcome.ROLLOUT_FAILED);
        Diagnosis why = delivery.diagnosis().orElseThrow();
        assertThat(why.code()).isEqualTo(Diagnosis.Code.E_ADMISSION);
        assertThat(why.sentence()).isEqualTo("A policy says no.");
        assertThat(why.suggestion()).isEqualTo("Ask. See docs/diagnosis/e-admission.md.");
        assertThat(delivery.runs()).contains(1L);
    }
}
