package io.jenkins.plugins.paas.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.port.ReleaseStore;
import io.jenkins.plugins.paas.port.ReleaseStore.Entry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ReleaseStore} does. */
public abstract class ReleaseStoreContract {
    private static final AuditRecord.Head FIFTH = new AuditRecord.Head(5, "5".repeat(64));
    private static final AuditRecord.Head SIXTH = new AuditRecord.Head(6, "6".repeat(64));

    /** The store, the same for every call of one test. */
    protected abstract ReleaseStore store();

    /** An App of this test alone. */
    protected abstract AppRef app();

    @Test
    void hasNothingAtFirst() {
        assertThat(store().find(app(), 1)).isEmpty();
        assertThat(store().list(app())).isEmpty();
    }

    @Test
    void givesBackWhatWasSaved() {
        Release release = SampleRecords.release(app(), 7);
        store().save(release);
        assertThat(store().find(app(), 7)).contains(release);
        assertThat(store().find(app(), 8)).isEmpty();
    }

    @Test
    void savesTheSameReleaseOnceMore() {
        store().save(SampleRecords.release(app(), 7));
        store().judge(app(), 7, Release.Verdict.GOOD);
        store().save(SampleRecords.release(app(), 7));
        assertThat(store().list(app())).extracting(Entry::verdict).containsExactly(Release.Verdict.GOOD);
    }

    @Test
    void refusesAnotherReleaseOfTheSameNumber() {
        Release release = SampleRecords.release(app(), 7);
        store().save(release);
        Release other = new Release(
                7,
                release.ref(),
                new ClusterName("elsewhere"),
                release.tag(),
                release.image(),
                release.config(),
                release.objects(),
                release.createdAt(),
                release.createdBy(),
                release.plan());
        PaasException refused = catchThrowableOfType(PaasException.class, () -> store().save(other));
        assertThat(refused.code()).isEqualTo("E_RELEASE_EXISTS");
        assertThat(store().find(app(), 7)).contains(release);
    }

    @Test
    void listsTheNewestFirstByNumber() {
        for (long number : new long[] {9, 10, 2}) {
            store().save(SampleRecords.release(app(), number));
        }
        store().judge(app(), 9, Release.Verdict.GOOD);
        store().judge(app(), 2, Release.Verdict.FAILED);
        Release release = SampleRecords.release(app(), 9);
        assertThat(store().list(app()))
                .extracting(Entry::number, Entry::verdict)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(10L, Release.Verdict.PENDING),
                        org.assertj.core.groups.Tuple.tuple(9L, Release.Verdict.GOOD),
                        org.assertj.core.groups.Tuple.tuple(2L, Release.Verdict.FAILED));
        assertThat(store().list(app()).get(1))
                .isEqualTo(new Entry(
                        9,
                        Release.Verdict.GOOD,
                        release.image().toString(),
                        Optional.of(2),
                        release.createdAt(),
                        release.createdBy().confirmed().user()));
    }

    @Test
    void judgesAgain() {
        store().save(SampleRecords.release(app(), 7));
        store().judge(app(), 7, Release.Verdict.FAILED);
        store().judge(app(), 7, Release.Verdict.GOOD);
        assertThat(store().list(app())).extracting(Entry::verdict).containsExactly(Release.Verdict.GOOD);
        assertThat(store().find(app(), 7)).contains(SampleRecords.release(app(), 7));
    }

    @Test
    void notesNoHeadWhileThereIsNoRelease() {
        store().anchor(app(), FIFTH);
        assertThat(store().anchored(app())).isEqualTo(AuditRecord.Head.EMPTY);
    }

    @Test
    void givesBackTheNewestHead() {
        store().save(SampleRecords.release(app(), 7));
        assertThat(store().anchored(app())).isEqualTo(AuditRecord.Head.EMPTY);
        store().anchor(app(), FIFTH);
        assertThat(store().anchored(app())).isEqualTo(FIFTH);
        store().save(SampleRecords.release(app(), 8));
        assertThat(store().anchored(app())).isEqualTo(FIFTH);
        store().anchor(app(), SIXTH);
        assertThat(store().anchored(app())).isEqualTo(SIXTH);
    }

    @Test
    void keepsEachAppByItself() {
        AppRef other = new AppRef(new AppName("billing"), app().namespace());
        store().save(SampleRecords.release(app(), 7));
        store().anchor(app(), FIFTH);
        assertThat(store().list(other)).isEqualTo(List.of());
        assertThat(store().find(other, 7)).isEmpty();
        assertThat(store().anchored(other)).isEqualTo(AuditRecord.Head.EMPTY);
    }
}
