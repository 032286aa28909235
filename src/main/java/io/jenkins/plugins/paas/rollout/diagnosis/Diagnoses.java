package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges why the pods of a Release are not ready; pure. */
public final class Diagnoses {
    /** Asked in this order; of two that have something to say, one whose cause is settled wins. */
    private static final List<Judge> JUDGES = List.of(
            new SchedulingJudge(),
            new VolumeJudge(),
            new ImageJudge(),
            new ConfigJudge(),
            new ProbeJudge(),
            new CommandJudge(),
            new CrashJudge(),
            new ReadinessJudge(),
            new NodeJudge(),
            new RefusalJudge(),
            new StartingJudge());

    /** The kubelet tries a container again that lacks something every 10 to 20 seconds, one that it backs off from later. */
    private static final Duration OLD_PODS = Duration.ofSeconds(30);

    private Diagnoses() {}

    /**
     * Judges the pods of one Release.
     *
     * @param rollout the Rollout that waits for them
     * @param release the Release whose pods are judged: the new one, or the last good one while it comes back
     * @param seen what the cluster shows
     * @param now the time
     */
    public static Judgement judge(Rollout rollout, long release, Observation seen, Instant now) {
        Scene scene = Scene.of(rollout, release, seen, now);
        Optional<Finding> creation = CreationJudge.judge(scene);
        boolean isNew = release == rollout.release();
        List<Finding> pods =
                scene.suspects().stream().map(s -> judge(s, isNew, now)).toList();
        // A pod that is there says itself, by the same judge, whether the refusal of others holds for it, too.
        // Where none can be made, nothing is refused any more.
        Optional<Finding> refusal =
                RefusalJudge.judge(scene).map(f -> pods.isEmpty() && creation.isEmpty() ? f : f.mayHeal());
        // All of them: one pod that may still become ready is a reason to wait, for it or for what it shows.
        boolean doomed = pods.stream().allMatch(f -> f.settled(now))
                && (!pods.isEmpty()
                        || Stream.of(creation, refusal)
                                .flatMap(Optional::stream)
                                .anyMatch(f -> f.settled(now)));
        List<Finding> all = new ArrayList<>(creation.stream().toList());
        all.addAll(pods);
        LeavingJudge.judge(scene).ifPresent(all::add);
        paused(rollout, seen).ifPresent(all::add);
        refusal.ifPresent(all::add);
        return new Judgement(best(all, now).map(Finding::diagnosis), doomed, wakeAt(all, now));
    }

    /** The best present reason why the Rollout is not done, while one is waited for. */
    public static Optional<Diagnosis> present(Rollout rollout, Observation seen, Instant now) {
        return switch (rollout.step()) {
            case PROGRESSING, FIRST_POD, GROWING, AT_GATE, ADDING, SWITCHING, HOLDING ->
                judge(rollout, rollout.release(), seen, now).explanation();
            case RETURNING ->
                rollout.fallback()
                        .flatMap(release -> judge(rollout, release, seen, now).explanation());
            default -> Optional.empty();
        };
    }

    /**
     * Why old pods are not ready while a Rollout waits at a gate, for people: nothing follows from it by itself, since whoever
     * looks at the gate knows best whether to go on or back.
     */
    public static Optional<Diagnosis> ofOld(Rollout rollout, Observation seen, Instant now) {
        return old(rollout, seen, now)
                .flatMap(judgement -> judgement.explanation().stream())
                .findFirst();
    }

    /** The same, once it will not heal by itself. */
    public static Optional<Diagnosis> failingOld(Rollout rollout, Observation seen, Instant now) {
        return old(rollout, seen, now)
                .filter(Judgement::doomed)
                .flatMap(judgement -> judgement.explanation().stream())
                .findFirst();
    }

    private static Stream<Judgement> old(Rollout rollout, Observation seen, Instant now) {
        return seen.pods().stream()
                .flatMap(pod -> pod.release().stream())
                .filter(release -> release != rollout.release())
                .distinct()
                .map(release -> judge(rollout, release, seen, now));
    }

    /** Whether a pod that is not ready shows a cause that will not heal. */
    public static boolean hopeless(Rollout rollout, PodView pod, Observation seen, Instant now) {
        return !pod.ready()
                && judge(Scene.of(rollout, rollout.release(), seen, now).suspect(pod), false, now)
                        .settled(now);
    }

    private static Finding judge(Suspect suspect, boolean backOffCounts, Instant now) {
        List<Finding> findings = JUDGES.stream().flatMap(j -> j.judge(suspect)).toList();
        Finding best = best(findings, now).orElseThrow();
        Instant began = suspect.scene().began();
        if (!suspect.pod().createdAt().isBefore(began.truncatedTo(ChronoUnit.SECONDS))) {
            return best;
        }
        // Whoever mended a Secret and deploys again meets pods that still show the trouble of before.
        Duration backOff = backOffCounts ? suspect.backOffSince(began) : Duration.ZERO;
        return best.notBefore(began.plus(OLD_PODS).plus(backOff));
    }

    /** Settled before open, named before unnamed, else the first. */
    private static Optional<Finding> best(List<Finding> findings, Instant now) {
        return findings.stream()
                .min(Comparator.comparing((Finding f) -> !f.settled(now))
                        .thenComparing(f -> f.diagnosis().code() == Code.E_NO_PROGRESS));
    }

    private static Optional<Instant> wakeAt(List<Finding> findings, Instant now) {
        return findings.stream()
                .flatMap(f -> f.settlesAt().stream())
                .filter(at -> at.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    /** The rolling strategy never pauses; so whoever did may also let it go on. */
    private static Optional<Finding> paused(Rollout rollout, Observation seen) {
        return seen.workload()
                .filter(w -> w.paused() && rollout.strategy() == Strategy.ROLLING)
                .map(w -> new Finding(
                        new Diagnosis(
                                Code.E_CHANGED_BY_OTHERS,
                                "Somebody paused " + w.kind().kind() + " " + w.name()
                                        + ", so Kubernetes replaces no pods.",
                                Words.suggestion(
                                        Code.E_CHANGED_BY_OTHERS,
                                        "Let it go on: kubectl rollout resume deployment/" + w.name() + "."),
                                Optional.empty(),
                                Optional.empty(),
                                List.of("spec.paused is true"),
                                List.of()),
                        Finding.MAY_HEAL));
    }
}
