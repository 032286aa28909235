package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.RunSpec.GatePolicy;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.rollout.ModelDeployment.Template;
import io.jenkins.plugins.paas.testing.Rollouts;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Walks the strategies with gates through a model of the Deployment controller, among people, others' hands, failing pods and
 * processes that die anywhere. A failure names its seed and tells the whole walk.
 */
class GatedRolloutPropertyTest {
    private static final long FIRST = Long.getLong("paas.seed", 1);
    private static final int WALKS = Integer.getInteger("paas.walks", 3_000);
    private static final int WILD = 60;
    private static final int CALM = 600;

    @Test
    void losesNothingAndEndsNativeWhateverHappens() {
        Map<Step, Integer> ends = new EnumMap<>(Step.class);
        for (long seed = FIRST; seed < FIRST + WALKS; seed++) {
            ends.merge(walk(seed), 1, Integer::sum);
        }
        System.out.println("seeds " + FIRST + " to " + (FIRST + WALKS - 1) + ": " + ends);
        if (WALKS > 1_000) {
            assertThat(ends.keySet())
                    .contains(Step.SUCCEEDED, Step.ROLLED_BACK, Step.ABORTED, Step.WITHDRAWN, Step.FAILED);
        }
    }

    private static Step walk(long seed) {
        Random random = new Random(seed);
        // A choice of its own, so that each seed's walk stays the one that it was.
        Random persons = new Random(~seed);
        boolean asked = persons.nextInt(3) == 0;
        Rollouts rollouts = planned(random);
        Rollout planned = asked ? asking(rollouts, persons) : rollouts.staged();
        int desired = 1 + random.nextInt(6);
        boolean labelled = random.nextInt(6) > 0;
        ModelCluster cluster =
                new ModelCluster(labelled ? ModelCluster.template(OLD) : new Template(0, "by-hand"), desired, START);
        if (asked && persons.nextInt(4) == 0) {
            cluster.deployment = Optional.empty();
        }
        Invariants invariants = new Invariants(cluster);
        GatedWalk walk = new GatedWalk(cluster, planned, random, invariants::check);
        World world = new World(walk, invariants, random);
        try {
            walk.dies = random.nextInt(3) == 0 ? 0.1 : 0;
            walk.stale = random.nextInt(3) == 0 ? 0.3 : 0;
            for (int i = 0; i < WILD && walk.saved.step().open(); i++) {
                world.turn();
            }
            walk.dies = 0;
            world.calm();
            for (int i = 0; i < CALM && walk.saved.step().open(); i++) {
                world.turn();
                if (walk.atGate() && random.nextInt(4) == 0 && !walk.promote(new Grant.All())) {
                    walk.abort();
                }
            }
            assertThat(walk.saved.step().open())
                    .as("still open in " + walk.saved.step())
                    .isFalse();
            invariants.ended(walk);
            return walk.saved.step();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e + "\n" + String.join("\n", walk.log), e);
        }
    }

    /** Where persons are asked, strategy {@code rolling} has a gate, too. */
    private static Rollout asking(Rollouts rollouts, Random persons) {
        return persons.nextInt(3) == 0
                ? rollouts.by(Strategy.ROLLING).asking().planned()
                : rollouts.asking().staged();
    }

    private static Rollouts planned(Random random) {
        Rollouts rollouts = Rollouts.deploy()
                .by(random.nextBoolean() ? Strategy.CANARY : Strategy.MANUAL)
                .gates(gates(random));
        switch (random.nextInt(8)) {
            case 0 -> rollouts.first();
            case 1 -> rollouts.withoutRollback();
            default -> rollouts.goingBackTo(OLD);
        }
        return rollouts;
    }

    private static GatePolicy gates(Random random) {
        return new GatePolicy(
                random.nextBoolean(),
                random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(random.nextInt(60)),
                random.nextInt(4) == 0 ? Optional.of(Duration.ofSeconds(random.nextInt(40))) : Optional.empty(),
                random.nextInt(4) == 0 ? Optional.of(Duration.ofSeconds(1 + random.nextInt(60))) : Optional.empty(),
                random.nextBoolean() ? GatePolicy.OnTimeout.ABORT : GatePolicy.OnTimeout.PROMOTE);
    }
}
