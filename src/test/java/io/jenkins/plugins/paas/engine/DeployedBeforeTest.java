package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.Release;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a deploy asks about the Release that runs before it. */
class DeployedBeforeTest extends InAWorld {
    @Test
    void theReleaseThatRunsIsFetchedWhileTheListIsRead() {
        world.deploy();
        world.commit(World.COMMIT_B, "two");
        CountDownLatch found = new CountDownLatch(1);
        world.test().releases.onFind(found::countDown);
        world.test().releases.onList(() -> Meanwhile.await(found));

        assertThat(world.deploy().outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void aReleaseThatSomebodyBringsBackWhileTheListIsReadIsTheOneThatRuns() {
        List<KubeObject> former = world.deploy().release().orElseThrow().objects();
        Release latter = world.commit(World.COMMIT_B, "two").deploy().release().orElseThrow();
        world.test().releases.onList(() -> {
            world.test().releases.onList(() -> {});
            world.test().cluster.apply(world.ref().namespace(), former, applied -> {});
        });

        Delivery again = world.deploy();

        assertThat(again.release()).contains(latter);
        assertThat(again.changed()).isTrue();
        assertThat(world.test().cluster.serving()).contains(latter.number());
    }
}
