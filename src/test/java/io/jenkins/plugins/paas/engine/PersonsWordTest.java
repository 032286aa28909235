package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.port.Event;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever works on a Rollout hears a person's word, though he does not wait with his first write until he listens. */
@Timeout(60)
class PersonsWordTest extends InAWorld {
    private final CountDownLatch written = new CountDownLatch(1);

    @BeforeEach
    void somethingRunsAndAnotherIsToCome() {
        world.deploy();
        world.commit(World.COMMIT_B, "two");
        world.listener = event -> {
            if (event instanceof Event.Noted note && note.text().startsWith("Deployment/")) {
                written.countDown();
            }
        };
    }

    @Test
    void theFirstWriteDoesNotWaitUntilSomebodyListens() {
        world.test().rollouts.onWatch(() -> Meanwhile.await(written));

        assertThat(world.deploy().outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void aWordThatIsSaidBeforeSomebodyListensIsMetByTheNextSave() {
        CountDownLatch said = new CountDownLatch(1);
        world.test().rollouts.onWatch(() -> {
            Meanwhile.await(written);
            world.saysAbort();
            said.countDown();
            world.test().rollouts.onWatch(() -> {});
        });
        world.listener = event -> {
            if (event instanceof Event.Noted note && note.text().startsWith("Deployment/")) {
                written.countDown();
                Meanwhile.await(said);
            }
        };

        Delivery end = world.deploy();

        assertThat(end.rollout().orElseThrow().step()).isEqualTo(Step.ABORTED);
        assertThat(world.test().cluster.serving()).contains(1L);
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

    @Test
    void nobodyStaysWhereNobodyCanListen() {
        world.test().rollouts.onWatch(() -> {
            throw new PaasException(
                    Outcome.NOT_ALLOWED, Problem.of("E_FORBIDDEN", "user dev may not watch configmaps", "ask"));
        });

        assertThat(failure(world::deploy).code()).isEqualTo("E_FORBIDDEN");
        assertThat(world.test().steps()).endsWith(Step.PROGRESSING);
        assertThat(world.test().lock.held(world.ref())).isFalse();
    }

    @Test
    void anEarThatOpensOnlyAtTheEndIsClosed() throws InterruptedException {
        CountDownLatch closing = new CountDownLatch(1);
        world.test().rollouts.onWatch(() -> Meanwhile.await(closing));
        try (Mailbox mail = new Mailbox(world.test().cluster, world.ref())) {
            PersonsWord word = PersonsWord.listen(
                    world.test().rollouts,
                    world.test().rollouts.load(world.ref()).orElseThrow().rollout(),
                    mail);
            Thread ending = new Thread(word::close);
            ending.start();
            closing.countDown();
            ending.join(TimeUnit.SECONDS.toMillis(10));

            assertThat(ending.isAlive()).isFalse();
            assertThat(world.test().rollouts.openWatches()).isZero();
        }
    }
}
