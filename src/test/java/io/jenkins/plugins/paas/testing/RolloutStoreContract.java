package io.jenkins.plugins.paas.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.RolloutStore;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link RolloutStore} does. */
public abstract class RolloutStoreContract {
    /** The store, the same for every call of one test. */
    protected abstract RolloutStore store();

    /** An App of this test alone. */
    protected abstract AppRef app();

    @Test
    void hasNothingAtFirst() {
        assertThat(store().load(app())).isEmpty();
    }

    @Test
    void givesBackWhatWasSaved() {
        Rollout rollout = SampleRecords.rollout(app(), 1, 7)
                .because(new Diagnosis(
                        Diagnosis.Code.E_CRASH_LOOP,
                        "container app ends with exit code 1",
                        "look at its log",
                        Optional.of("orders-1"),
                        Optional.of("app"),
                        List.of("Back-off restarting"),
                        List.of("boom \"quoted\" \\ ü 王")));
        Saved saved = store().save(rollout, Optional.empty());
        assertThat(saved.rollout()).isEqualTo(rollout);
        assertThat(store().load(app())).contains(saved);
    }

    @Test
    void replacesTheVersionThatWasSeen() {
        Saved first = store().save(SampleRecords.rollout(app(), 1, 7), Optional.empty());
        Rollout next = first.rollout().to(Rollout.Step.APPLYING, SampleRecords.NOW.plusSeconds(1));
        Saved second = store().save(next, Optional.of(first));
        assertThat(second.version()).isNotEqualTo(first.version());
        assertThat(store().load(app())).contains(second);
        Saved third = store().save(next.to(Rollout.Step.PROGRESSING, SampleRecords.NOW), store().load(app()));
        assertThat(store().load(app())).contains(third);
    }

    @Test
    void savesTheSameStateOnceMore() {
        Saved first = store().save(SampleRecords.rollout(app(), 1, 7), Optional.empty());
        Saved again = store().save(first.rollout(), Optional.of(first));
        assertThat(store().load(app())).contains(again);
    }

    @Test
    void refusesAStateWhoseFoundationIsGone() {
        Saved first = store().save(SampleRecords.rollout(app(), 1, 7), Optional.empty());
        Saved second = store().save(first.rollout().to(Rollout.Step.APPLYING, SampleRecords.NOW), Optional.of(first));
        assertFenced(first.rollout().to(Rollout.Step.FAILED, SampleRecords.NOW), Optional.of(first));
        assertThat(store().load(app())).contains(second);
    }

    @Test
    void refusesAFirstStateWhereThereIsOne() {
        Saved first = store().save(SampleRecords.rollout(app(), 1, 7), Optional.empty());
        assertFenced(SampleRecords.rollout(app(), 1, 8), Optional.empty());
        assertThat(store().load(app())).contains(first);
    }

    @Test
    void keepsEachAppByItself() {
        AppRef other = new AppRef(new AppName("billing"), app().namespace());
        store().save(SampleRecords.rollout(app(), 1, 7), Optional.empty());
        assertThat(store().load(other)).isEmpty();
        store().save(SampleRecords.rollout(other, 1, 9), Optional.empty());
        assertThat(store().load(app()).orElseThrow().rollout().release()).isEqualTo(7);
    }

    private void assertFenced(Rollout rollout, Optional<Saved> replaces) {
        PaasException refused = catchThrowableOfType(PaasException.class, () -> store().save(rollout, replaces));
        assertThat(refused.code()).isEqualTo("E_FENCED");
        assertThat(refused.outcome()).isEqualTo(Outcome.LOCKED);
    }
}
