package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.START;
import static io.jenkins.plugins.paas.testing.Observations.templateOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.testing.Rollouts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Walks the machine at random; a failure names its seed. */
class RolloutMachinePropertyTest {
    private static final int WALKS = 1_500;
    private static final int STEPS = 30;

    private static final Map<Step, Set<Step>> ALLOWED = Map.of(
            Step.PLANNED, Set.of(Step.APPLYING),
            Step.APPLYING, Set.of(Step.APPLYING),
            Step.PROGRESSING, Set.of(Step.PROGRESSING, Step.SUCCEEDED, Step.RESTORING, Step.FAILED),
            Step.RESTORING, Set.of(Step.RESTORING),
            Step.RETURNING, Set.of(Step.RETURNING, Step.ROLLED_BACK, Step.FAILED),
            Step.SUCCEEDED, Set.of(Step.SUCCEEDED),
            Step.ROLLED_BACK, Set.of(Step.ROLLED_BACK),
            Step.FAILED, Set.of(Step.FAILED));

    @Test
    void keepsItsPromisesWhateverTheClusterShows() {
        for (long seed = 1; seed <= WALKS; seed++) {
            walk(seed);
        }
    }

    private static void walk(long seed) {
        Random random = new Random(seed);
        RandomObservations cluster = new RandomObservations(random);
        Rollout state = start(random).planned();
        Instant now = START;
        Observation seen = cluster.next(now);
        for (int i = 0; i < STEPS; i++) {
            state = step(seed, state, seen, now, random.nextInt(4) > 0);
            now = now.plusMillis(random.nextInt(30_000));
            seen = cluster.next(now);
        }
        // From here on the cluster shows nothing new: time alone must end it, through one deadline per step and pod.
        for (int i = 0;
                i < 2 * (RandomObservations.PODS + 4) + 8 && state.step().open();
                i++) {
            Decision decision = RolloutMachine.decide(state, seen, now);
            state = step(seed, state, seen, now, true);
            Instant at = now;
            now = decision.wakeAt().filter(wake -> wake.isAfter(at)).orElse(now.plusMillis(1));
        }
        assertThat(state.step().open())
                .as("seed %d still open in %s", seed, state.step())
                .isFalse();
        assertThat(state.diagnosis().isPresent())
                .as("seed %d has a reason exactly when it failed", seed)
                .isEqualTo(state.step() != Step.SUCCEEDED);
    }

    private static Rollouts start(Random random) {
        Rollouts rollouts = Rollouts.deploy();
        switch (random.nextInt(6)) {
            case 0 -> rollouts.first();
            case 1 -> rollouts.withoutRollback();
            case 2 -> rollouts.asRollback();
            default -> rollouts.nodesMayJoin(Duration.ofSeconds(random.nextInt(2) * 90L));
        }
        return rollouts;
    }

    /** Decides once and checks what must always hold; the effects may fail. */
    private static Rollout step(long seed, Rollout state, Observation seen, Instant now, boolean effectsWork) {
        Decision decision = RolloutMachine.decide(state, seen, now);
        Rollout next = decision.next();
        String where = "seed " + seed + " in " + state.step();
        assertThat(RolloutMachine.decide(state, seen, now)).as(where).isEqualTo(decision);
        assertThat(ALLOWED.get(state.step())).as(where).contains(next.step());
        if (next.step() == Step.RESTORING || next.step() == Step.RETURNING) {
            assertThat(next.fallback()).as(where).isPresent();
            assertThat(next.policy().rollback()).as(where).isTrue();
            assertThat(next.kind()).as(where).isEqualTo(Rollout.Kind.DEPLOY);
        }
        assertThat(next.mostReady() >= state.mostReady() || next.step() != state.step())
                .as(where)
                .isTrue();
        boolean applies = next.step() == Step.APPLYING || next.step() == Step.RESTORING;
        assertThat(decision.wakeAt().isPresent())
                .as(where + " wakes exactly while it watches")
                .isEqualTo(next.step().open() && !applies);
        decision.wakeAt().ifPresent(at -> assertThat(at).as(where).isAfter(now));
        assertThat(decision.effects().contains(new Effect.Apply(NEW)))
                .as(where)
                .isEqualTo(next.step() == Step.APPLYING);
        assertThat(decision.effects().contains(new Effect.Apply(OLD)))
                .as(where)
                .isEqualTo(next.step() == Step.RESTORING);
        if (!next.step().open()) {
            assertThat(decision.effects()).as(where).isEmpty();
        }
        return effectsWork && applies ? RolloutMachine.applied(next, templateOf(next.release()), now) : next;
    }
}
