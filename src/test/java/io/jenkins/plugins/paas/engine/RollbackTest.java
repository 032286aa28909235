package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Rollout.Kind;
import io.jenkins.plugins.paas.model.Rollout.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackTest {
    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void deployTwice() {
        world = new World(folder.resolve("app"));
        world.app("config: config/").write("config/shop.yaml", "colour: red").deploy();
        world.write("config/shop.yaml", "colour: blue")
                .commit(World.COMMIT_B, "two")
                .deploy();
    }

    @Test
    void bringsBackImageAndConfigOfTheLastGoodReleaseBefore() {
        Delivery delivery = rollback(Optional.empty());

        assertThat(delivery.outcome()).isEqualTo(Outcome.DONE);
        assertThat(delivery.runs()).contains(1L);
        assertThat(delivery.rollout().orElseThrow().kind()).isEqualTo(Kind.ROLLBACK);
        assertThat(delivery.release().flatMap(Release::config)).contains(1);
        assertThat(world.test().cluster.serving()).contains(1L);
        assertThat(world.actions()).endsWith("ROLLBACK_STARTED started", "ROLLBACK_ENDED succeeded");
        assertThat(world.verify().bad()).isEmpty();
    }

    @Test
    void passesOverAReleaseThatWasGoneBackFrom() {
        rollback(Optional.empty());
        world.write("program", "three").commit("c".repeat(40), "three").deploy();
        world.deploy();

        assertThat(preview().release().orElseThrow().number()).isEqualTo(1);
        assertThat(rollback(Optional.empty()).runs()).contains(1L);
    }

    @Test
    void goesOnBackwardsTheWayThatReleasesCame() {
        rollback(Optional.empty());
        world.write("program", "three").commit("c".repeat(40), "three").deploy();
        world.write("program", "four").commit("d".repeat(40), "four").deploy();

        assertThat(rollback(Optional.empty()).runs()).contains(3L);
        assertThat(rollback(Optional.empty()).runs()).contains(1L);
    }

    @Test
    void goesByTheNumbersWhereTheTrailIsGone() {
        world.write("program", "three").commit("c".repeat(40), "three").deploy();
        world.test().audit.linesToTamperWith(world.ref()).clear();

        assertThat(rollback(Optional.empty()).runs()).contains(2L);
    }

    @Test
    void goesToTheReleaseThatIsNamed() {
        rollback(Optional.empty());

        assertThat(rollback(Optional.of(2L)).runs()).contains(2L);
    }

    @Test
    void namesTheReleasesThereAreWhenThereIsNoSuchOne() {
        PaasException failure = failure(Optional.of(9L));

        assertThat(failure.code()).isEqualTo("E_NO_RELEASE");
        assertThat(failure).hasMessageContaining("the releases are 2, 1");
        assertThat(failure.outcome()).isEqualTo(Outcome.INVALID);
    }

    @Test
    void saysThatThereIsNothingBeforeTheFirst() {
        rollback(Optional.empty());

        PaasException failure = failure(Optional.empty());

        assertThat(failure.code()).isEqualTo("E_NO_RELEASE");
        assertThat(failure).hasMessageEndingWith("the releases are 2, 1; name one with --to N");
    }

    @Test
    void warnsOfAReleaseThatNeverWasGood() {
        world.test().cluster.crashes(3);
        world.write("program", "three").commit("c".repeat(40), "three").deploy();
        world.test().cluster.heals(3);

        Delivery delivery = rollback(Optional.of(3L));

        assertThat(delivery.runs()).contains(3L);
        assertThat(world.warnings()).contains("W_NEVER_GOOD");
    }

    @Test
    void refusesAReleaseWhoseConfigVersionIsGone() {
        Release made = world.test().releases.find(world.ref(), 2).orElseThrow();
        world.test()
                .releases
                .save(new Release(
                        5,
                        made.ref(),
                        made.cluster(),
                        made.tag(),
                        made.image(),
                        Optional.of(77),
                        made.objects(),
                        made.createdAt(),
                        made.createdBy(),
                        Optional.empty()));

        PaasException failure = failure(Optional.of(5L));

        assertThat(failure.code()).isEqualTo("E_CONFIG_GONE");
        assertThat(world.test().cluster.applied()).containsExactly(1L, 2L);
    }

    @Test
    void saysWhatItWouldDo() {
        Delivery preview = preview();

        assertThat(preview.release().orElseThrow().number()).isEqualTo(1);
        assertThat(preview.plan())
                .map(Delivery.Planned::object)
                .map(KubeObject::kind)
                .contains("Deployment");
        assertThat(world.test().cluster.serving()).contains(2L);
    }

    @Test
    void takesThePlaceOfARolloutThatWasLeftOpen() {
        world.test().cluster.staysSilent(3);
        world.clock.leaveAfter(Duration.ofSeconds(30));
        world.commit("c".repeat(40), "three");
        assertThatThrownBy(world::deploy).isInstanceOf(PaasException.class);
        assertThat(Thread.interrupted()).isTrue();
        world.clock.stay();

        Delivery delivery = rollback(Optional.empty());

        assertThat(delivery.runs()).contains(2L);
        assertThat(world.actions())
                .containsSubsequence("DEPLOY_ENDED superseded", "ROLLBACK_STARTED started", "ROLLBACK_ENDED succeeded");
    }

    @Test
    void leavesAFailedRollbackToPeople() {
        world.test().cluster.crashes(1);

        Delivery delivery = rollback(Optional.empty());

        assertThat(delivery.outcome()).isEqualTo(Outcome.ROLLOUT_FAILED);
        assertThat(delivery.rollout().orElseThrow().step()).isEqualTo(Step.FAILED);
    }

    private Delivery preview() {
        return world.engine()
                .rollback()
                .run(new Rollback.Request(world.place("test-1"), Optional.empty(), true, Optional.empty()));
    }

    private Delivery rollback(Optional<Long> to) {
        return world.engine().rollback().run(new Rollback.Request(world.place("test-1"), to, false, Optional.empty()));
    }

    private PaasException failure(Optional<Long> to) {
        return catchThrowableOfType(PaasException.class, () -> rollback(to));
    }
}
