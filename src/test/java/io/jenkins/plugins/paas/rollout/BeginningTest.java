package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.rollout.ModelDeployment.Template;
import io.jenkins.plugins.paas.testing.Rollouts;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BeginningTest {
    private static final Rollout CANARY = Rollouts.deploy().by(Strategy.CANARY).staged();

    private static ModelCluster running(Template template) {
        return new ModelCluster(template, 3, START);
    }

    @Test
    void aCanaryIsPreparedInOneWrite() {
        ModelCluster cluster = running(ModelCluster.template(OLD));
        Rollout applying =
                RolloutMachine.decide(CANARY, cluster.seen(START), START).next();
        Effect.Entrance held = new Effect.Entrance.Held(Pace.frozen("100%"), true, new Pin.OfRelease(OLD));

        assertThat(RolloutMachine.decide(applying, cluster.seen(START), START).effects())
                .containsExactly(new Effect.Apply(NEW, held));
    }

    @Test
    void manualIsPreparedFrozenAndLetGoOnWithoutAPin() {
        ModelCluster cluster = running(ModelCluster.template(OLD));
        Rollout manual = Rollouts.deploy().by(Strategy.MANUAL).staged();
        Rollout applying =
                RolloutMachine.decide(manual, cluster.seen(START), START).next();

        assertThat(RolloutMachine.decide(applying, cluster.seen(START), START).effects())
                .containsExactly(
                        new Effect.Apply(NEW, new Effect.Entrance.Held(Pace.frozen("1"), false, new Pin.None())));
    }

    @Test
    void podsWithoutALabelOfOursArePinnedByTheirHash() {
        ModelCluster cluster = running(new Template(0, "by-hand"));
        String hash = cluster.sets().get(0).hash();

        assertThat(RolloutMachine.decide(CANARY, cluster.seen(START), START)
                        .next()
                        .staging()
                        .orElseThrow()
                        .old())
                .contains(new Pin.OfSet(hash));
    }

    @Test
    void waitsUntilARolloutOfSomebodyElseIsDoneWithThePods() {
        ModelCluster cluster = running(ModelCluster.template(OLD));
        ModelDeployment deployment = cluster.deployment.orElseThrow();
        deployment.template = new Template(5, "another");
        for (int i = 0; i < 4; i++) {
            deployment.sync(START);
            deployment.sets.forEach(set -> set.sync(START));
            deployment.sets.forEach(set -> set.pods.forEach(pod -> pod.becomesReady(START)));
        }
        assertThat(cluster.ready(OLD)).isPositive();

        Decision waits = RolloutMachine.decide(CANARY, cluster.seen(START), START);
        assertThat(waits).isEqualTo(Decision.watch(CANARY, java.util.List.of(), CANARY.deadline()));
        Decision late = RolloutMachine.decide(CANARY, cluster.seen(START), CANARY.deadline());
        assertThat(late.next().step()).isEqualTo(Step.FAILED);
        assertThat(late.next().diagnosis().orElseThrow().code()).isEqualTo(Code.E_NO_PROGRESS);
        assertThat(late.effects()).isEmpty();
    }

    @Test
    void whereNothingRunsNobodyIsAsked() {
        ModelCluster cluster = running(ModelCluster.template(OLD));
        cluster.deployment = Optional.empty();

        for (Strategy strategy : Strategy.values()) {
            Decision decision =
                    RolloutMachine.decide(Rollouts.deploy().by(strategy).staged(), cluster.seen(START), START);
            assertThat(decision.effects()).containsExactly(new Effect.Apply(NEW));
            assertThat(decision.next().step()).isEqualTo(Step.APPLYING);
        }
    }
}
