package io.jenkins.plugins.paas.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is asked of a {@link io.jenkins.plugins.paas.port.RolloutStore} whose server can be watched. */
public abstract class RolloutWatchContract extends RolloutStoreContract {
    @Test
    void tellsTheNewestStateAtOnceAndThenEachChange() throws InterruptedException {
        Saved first = store().save(SampleRecords.rollout(app(), 1, 7), Optional.empty());
        BlockingQueue<Saved> told = new LinkedBlockingQueue<>();

        try (Cluster.Watch watch = store().watch(app(), told::add)) {
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(first);
            Rollout next = first.rollout().to(Rollout.Step.APPLYING, SampleRecords.NOW);
            Saved second = store().save(next, Optional.of(first));
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(second);
        }
    }

    @Test
    void tellsOfTheFirstRolloutOfAnApp() throws InterruptedException {
        AppRef other = new AppRef(new AppName("other"), app().namespace());
        BlockingQueue<Saved> told = new LinkedBlockingQueue<>();

        try (Cluster.Watch watch = store().watch(app(), told::add)) {
            store().save(SampleRecords.rollout(other, 1, 8), Optional.empty());
            Saved first = store().save(SampleRecords.rollout(app(), 1, 7), Optional.empty());
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(first);
        }
    }

    @Test
    void tellsNothingAfterTheWatchWasClosed() throws InterruptedException {
        BlockingQueue<Saved> told = new LinkedBlockingQueue<>();
        Cluster.Watch watch = store().watch(app(), told::add);
        watch.close();
        watch.close();

        store().save(SampleRecords.rollout(app(), 1, 7), Optional.empty());

        assertThat(told).isEmpty();
    }
}
