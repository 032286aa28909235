package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.RunSpec.GatePolicy;
import io.jenkins.plugins.paas.model.Staging;
import io.jenkins.plugins.paas.testing.Rollouts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A Rollout with gates in a {@link ModelCluster} where everybody is quick and nothing fails unless told to. */
final class Scenario {
    private final GatedWalk walk;
    private final Invariants invariants;
    /** Whether pods of the new Release crash from now on. */
    boolean newPodsCrash;

    private Scenario(Rollouts rollouts, ModelDeployment.Template running, int desired) {
        ModelCluster cluster = new ModelCluster(running, desired, START);
        this.invariants = new Invariants(cluster);
        this.walk = new GatedWalk(cluster, rollouts.staged(), new Random(1), invariants::check);
    }

    static Scenario of(Rollouts rollouts, int desired) {
        return new Scenario(rollouts, ModelCluster.template(OLD), desired);
    }

    /** Over pods that paas did not bring. */
    static Scenario overForeignPods(Rollouts rollouts, int desired) {
        return new Scenario(rollouts, new ModelDeployment.Template(0, "by-hand"), desired);
    }

    static GatePolicy gates(boolean firstPodTraffic, Duration hold) {
        return new GatePolicy(firstPodTraffic, hold, Optional.empty(), Optional.empty(), GatePolicy.OnTimeout.ABORT);
    }

    /** So many seconds, in each of which everybody looks once. */
    Scenario run(int seconds) {
        for (int i = 0; i < seconds; i++) {
            walk.decide(() -> {});
            walk.controllers(1);
            for (ModelSet set : cluster().sets()) {
                set.pods.forEach(pod -> kubelet(pod, set.template.release() == NEW && newPodsCrash));
            }
            walk.now = walk.now.plusSeconds(1);
        }
        return this;
    }

    private void kubelet(ModelPod pod, boolean crash) {
        if (crash && !pod.crashes) {
            others(() -> pod.fails());
        } else if (!crash && !pod.ready()) {
            pod.becomesReady(walk.now);
        }
    }

    /** Somebody does something by hand. */
    Scenario others(Runnable what) {
        invariants.byOthers = true;
        what.run();
        walk.happened("somebody else");
        invariants.byOthers = false;
        return this;
    }

    Scenario resumed() {
        return others(() -> {
            deployment().paused = false;
            invariants.resumed = true;
        });
    }

    Scenario promote(Grant grant) {
        assertThat(walk.promote(grant)).as("%s", walk.log).isTrue();
        return this;
    }

    /** The process is gone, and another one comes after so long. */
    Scenario abandonedFor(Duration time) {
        walk.now = walk.now.plus(time);
        walk.saved = RolloutMachine.resumed(walk.saved, walk.now);
        return this;
    }

    Scenario abort() {
        assertThat(walk.abort()).as("%s", walk.log).isTrue();
        return this;
    }

    Scenario is(Step step) {
        assertThat(step()).as("%s", String.join("\n", walk.log)).isEqualTo(step);
        return this;
    }

    Scenario because(Code code) {
        assertThat(state().diagnosis().map(d -> d.code())).contains(code);
        return this;
    }

    /** Nothing of ours is left behind. */
    Scenario endedNative() {
        assertThat(step().open()).isFalse();
        invariants.ended(walk);
        return this;
    }

    Step step() {
        return walk.saved.step();
    }

    Rollout state() {
        return walk.saved;
    }

    Staging staging() {
        return walk.saved.staging().orElseThrow();
    }

    ModelCluster cluster() {
        return walk.cluster;
    }

    ModelDeployment deployment() {
        return walk.cluster.deployment.orElseThrow();
    }

    boolean promotes(Grant grant) {
        return walk.promote(grant);
    }

    boolean aborts() {
        return walk.abort();
    }

    List<String> log() {
        return walk.log;
    }
}
