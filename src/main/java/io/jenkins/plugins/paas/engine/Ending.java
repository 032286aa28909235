package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Release.Verdict;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.port.Event;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * What belongs to a Rollout's end: leftovers deleted, the Release judged, the end recorded.
 *
 * <p>All of it is done before the closing state is saved, and may be done again: while the record says that the Rollout is
 * open, somebody goes on with it; once it says that it is closed, nothing is left to do. Everybody waits for the verdict, so
 * what does not depend on each other is done at once, and the verdict is told as soon as the Release and the audit trail have
 * it: the closing state says no more than that, and whoever goes on in our place comes to the same. The note of where the
 * trail ends goes beside that state, and the next record's note covers one that is missing.
 */
final class Ending {
    /** What keeps us from going on at all, whatever we are at. */
    private static final Set<String> OF_OUR_OWN = Set.of(Failures.UNREACHABLE, "E_LOCK_LOST", "E_INTERRUPTED");

    private final Workplace at;
    private final KeptReleases releases;
    private final boolean resumed;

    Ending(Workplace at, KeptReleases releases, boolean resumed) {
        this.at = at;
        this.releases = releases;
        this.resumed = resumed;
    }

    /**
     * Ends a Rollout.
     *
     * @param tell tells the verdict
     * @param save saves the closing state
     */
    void of(Rollout closing, Runnable tell, Together.Work save) throws InterruptedException {
        Optional<Long> runs = runs(closing);
        if (runs.isPresent()) {
            tidy(releases.get(runs.get()), closing);
        }
        Optional<AuditRecord.Head> head = judgedAndRecorded(closing, closing, Words.of(closing.step()));
        tell.run();
        Together.done(() -> head.ifPresent(at.trail()::note), save);
    }

    /** Ends a Rollout that another one takes the place of, whose planned state is what closes it. */
    void superseded(Rollout open) throws InterruptedException {
        Step end = open.step() == Step.AT_START ? Step.WITHDRAWN : Step.FAILED;
        judgedAndRecorded(open, open.to(end, at.session().clock().instant()), "superseded")
                .ifPresent(at.trail()::note);
    }

    /** Where the audit trail ends now; nothing when an earlier process has recorded it. */
    private Optional<AuditRecord.Head> judgedAndRecorded(Rollout rollout, Rollout judged, String verdict)
            throws InterruptedException {
        List<AuditRecord.Head> heads = new CopyOnWriteArrayList<>();
        Together.done(() -> record(rollout, verdict).ifPresent(heads::add), () -> judge(judged));
        return heads.stream().findFirst();
    }

    /** The Release that runs once a Rollout is closed; nothing when it was left half way or never begun. */
    static Optional<Long> runs(Rollout closed) {
        return switch (closed.step()) {
            case SUCCEEDED -> Optional.of(closed.release());
            case ROLLED_BACK, ABORTED -> closed.fallback();
            default -> Optional.empty();
        };
    }

    private void tidy(Release runs, Rollout closing) throws InterruptedException {
        try {
            List<KubeObject> left = at.reach(() ->
                    releases.leftovers(runs, Stream.concat(Stream.of(closing.release()), closing.fallback().stream())));
            if (!left.isEmpty()) {
                at.reach(() -> at.connection().cluster().delete(at.place().ref().namespace(), left));
                left.forEach(object -> at.emit(new Event.Noted(object + " deleted: the release has none")));
                if (left.stream().anyMatch(object -> object.kind().equals("HorizontalPodAutoscaler"))) {
                    countAgain(runs);
                }
            }
        } catch (PaasException e) {
            if (OF_OUR_OWN.contains(e.code())) {
                throw e;
            }
            // The App runs as it should; what is left of before is no reason to call that a failure.
            at.emit(new Event.Warned("W_LEFTOVERS", e.problems().get(0).toString()));
        }
    }

    /** As long as it was there, the autoscaler had the last word on how many pods there are. */
    private void countAgain(Release runs) throws InterruptedException {
        List<KubeObject> workload =
                runs.objects().stream().filter(KubeObject::isWorkload).toList();
        at.reach(() -> at.connection().cluster().apply(at.place().ref().namespace(), workload, applied -> {}));
    }

    /**
     * A Release that was good once stays a Release that can be gone back to; and of one that never began nobody saw how it
     * does, so what an earlier Rollout found stays.
     */
    private void judge(Rollout closing) throws InterruptedException {
        Verdict verdict = verdict(closing.step());
        boolean stays =
                verdict == Verdict.WITHDRAWN ? !releases.pending(closing.release()) : releases.good(closing.release());
        if (!stays) {
            at.reach(() -> at.connection().releases().judge(at.place().ref(), closing.release(), verdict));
        }
    }

    private static Verdict verdict(Step end) {
        return switch (end) {
            case SUCCEEDED -> Verdict.GOOD;
            case WITHDRAWN -> Verdict.WITHDRAWN;
            default -> Verdict.FAILED;
        };
    }

    /** Where the chain ends with it; nothing when an earlier process has recorded it. */
    private Optional<AuditRecord.Head> record(Rollout closing, String verdict) throws InterruptedException {
        Action action = closing.kind() == Rollout.Kind.ROLLBACK ? Action.ROLLBACK_ENDED : Action.DEPLOY_ENDED;
        if (resumed && at.reach(() -> at.trail().has(action, closing.attempt()))) {
            return Optional.empty();
        }
        return Optional.of(at.reach(
                () -> at.trail().append(action, Optional.of(closing.release()), verdict, RolloutDetails.of(closing))));
    }
}
