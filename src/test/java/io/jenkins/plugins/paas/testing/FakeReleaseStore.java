package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.codec.EntryJson;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.port.ReleaseStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps Releases in memory. */
public final class FakeReleaseStore implements ReleaseStore {
    private boolean losesNotes;
    private volatile Runnable onFind = () -> {};
    private volatile Runnable onList = () -> {};
    private final Map<AppRef, TreeMap<Long, Kept>> releases = new HashMap<>();

    @Override
    public synchronized void save(Release release) {
        Kept kept = of(release.ref()).computeIfAbsent(release.number(), number -> new Kept(release));
        if (!kept.release.equals(release)) {
            throw new PaasException(
                    Outcome.UNEXPECTED,
                    Problem.of(
                            "E_RELEASE_EXISTS", "release " + release.number() + " exists and differs", "deploy again"));
        }
    }

    /** Happens whenever somebody asks for one Release, before the answer. */
    public void onFind(Runnable deed) {
        onFind = deed;
    }

    /** Happens whenever somebody asks for the list, before the answer. */
    public void onList(Runnable deed) {
        onList = deed;
    }

    @Override
    public Optional<Release> find(AppRef app, long number) {
        onFind.run();
        synchronized (this) {
            return Optional.ofNullable(of(app).get(number)).map(kept -> kept.release);
        }
    }

    @Override
    public List<Entry> list(AppRef app) {
        onList.run();
        return listed(app);
    }

    private synchronized List<Entry> listed(AppRef app) {
        Collection<Kept> newestFirst = of(app).descendingMap().values();
        List<Entry> entries = new ArrayList<>();
        newestFirst.forEach(kept -> entries.add(EntryJson.of(kept.release, kept.verdict)));
        return entries;
    }

    @Override
    public synchronized void judge(AppRef app, long number, Release.Verdict verdict) {
        Optional.ofNullable(of(app).get(number)).ifPresent(kept -> kept.verdict = verdict);
    }

    /** From now on processes die before they note where the audit trail ends; or no more. */
    public synchronized void losesNotes(boolean lost) {
        losesNotes = lost;
    }

    @Override
    public synchronized void anchor(AppRef app, AuditRecord.Head head) {
        Optional.ofNullable(of(app).lastEntry())
                .map(Map.Entry::getValue)
                .filter(newest -> !losesNotes && newest.head.number() < head.number())
                .ifPresent(newest -> newest.head = head);
    }

    @Override
    public synchronized AuditRecord.Head anchored(AppRef app) {
        return of(app).values().stream()
                .map(kept -> kept.head)
                .max(Comparator.comparingLong(AuditRecord.Head::number))
                .orElse(AuditRecord.Head.EMPTY);
    }

    private TreeMap<Long, Kept> of(AppRef app) {
        return releases.computeIfAbsent(app, any -> new TreeMap<>());
    }

    private static final class Kept {
        final Release release;
        Release.Verdict verdict = Release.Verdict.PENDING;
        AuditRecord.Head head = AuditRecord.Head.EMPTY;

        Kept(Release release) {
            this.release = release;
        }
    }
}
