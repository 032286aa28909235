package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.port.Cluster.Conflict;
import io.jenkins.plugins.paas.port.Connection;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The failures that use cases find themselves. */
final class Failures {
    /** The code of every failure to reach an API server. */
    static final String UNREACHABLE = "E_CLUSTER_UNREACHABLE";

    private Failures() {}

    /** What the caller asked for cannot be; nothing was changed. */
    static PaasException invalid(String code, String what, String hint) {
        return new PaasException(Outcome.INVALID, Problem.of(code, what, hint));
    }

    /** We were told to stop before anything that needs going on with was saved. */
    static PaasException leftEarly(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new PaasException(
                Outcome.UNEXPECTED,
                Problem.of("E_LEFT", "we were told to stop before the App was changed", "run the command again"),
                cause);
    }

    /** We were told to stop in the middle; stopping is not aborting. */
    static PaasException leftOpen(Place place, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return leftOpen(place, (Exception) cause);
    }

    /**
     * The same where the order came while we asked a cluster or a registry, which know nothing of the Rollout; any other
     * failure stays what it is.
     */
    static PaasException orLeftOpen(Place place, PaasException failure) {
        boolean told = failure.code().equals("E_INTERRUPTED") || failure.code().equals("E_LEFT");
        return told ? leftOpen(place, failure) : failure;
    }

    private static PaasException leftOpen(Place place, Exception cause) {
        return new PaasException(
                Outcome.UNEXPECTED,
                Problem.of("E_LEFT", "we were told to stop; the rollout of " + place + " stays open", resume(place)),
                cause);
    }

    /** Somebody else holds the lock now. */
    static PaasException lockLost(Place place) {
        return new PaasException(
                Outcome.LOCKED,
                Problem.of(
                        "E_LOCK_LOST",
                        "the lock of " + place + " is ours no more; its rollout stays open",
                        "see who goes on with 'paas status'; if nobody does, " + resume(place)));
    }

    /** Somebody started another Rollout while we followed this one. */
    static PaasException superseded(Place place, Rollout ours, Rollout other) {
        return new PaasException(
                Outcome.ROLLOUT_FAILED,
                Problem.of(
                        "E_SUPERSEDED",
                        "the rollout of release " + ours.release() + " of " + place + " gave way to that of release "
                                + other.release() + ", started by "
                                + other.actor().name(),
                        "see how it stands with 'paas status'"));
    }

    /** A field that we should set belongs to somebody else. */
    static Problem conflict(KubeObject object, Conflict conflict) {
        return Problem.of(
                "E_FIELD_CONFLICT",
                object + ": field " + conflict.path() + " has another value and belongs to field manager \""
                        + conflict.owner() + "\"",
                "put that value into paas.yaml, or let its owner give the field up as docs/plans.md shows");
    }

    /** Nothing is under way; what is held back without a reason is named, since whoever asks takes it for a gate. */
    static PaasException noneOpen(Connection connection, Place place) {
        List<String> held =
                HeldBack.unexplained(place.ref().app(), connection.cluster().observe(place.ref()), Optional.empty());
        return held.isEmpty()
                ? invalid(
                        "E_NO_ROLLOUT",
                        "no rollout of " + place + " is open",
                        "see how it stands with 'paas status'; nothing is to do")
                : invalid(
                        "E_NO_ROLLOUT",
                        "no rollout of " + place + " is open, and yet " + String.join("; ", held),
                        "end that with 'paas doctor --fix --cluster "
                                + place.cluster().name() + "'");
    }

    /** A gate is in the way. */
    static PaasException atGate(Place place, Rollout open) {
        String cluster = " --cluster " + place.cluster().name();
        return new PaasException(
                Outcome.WAITING,
                Problem.of(
                        "E_AT_GATE",
                        "release " + open.release() + " of " + place + " waits at its gate since "
                                + open.stepSince().truncatedTo(ChronoUnit.SECONDS)
                                + ", brought there by "
                                + open.actor().name(),
                        "decide about it first with 'paas promote" + cluster + "' or 'paas abort" + cluster
                                + " --why TEXT'; stay until somebody does with 'paas resume" + cluster
                                + " --wait'; or let a new one take its place with 'paas deploy" + cluster
                                + " --supersede'"));
    }

    /** A rollout is going on, or was left open. */
    static PaasException openAlready(Place place, Rollout open) {
        return open.step().isGate()
                ? atGate(place, open)
                : new PaasException(
                        Outcome.LOCKED,
                        Problem.of(
                                "E_ROLLOUT_OPEN",
                                "the rollout of release " + open.release() + " of " + place + " is open ("
                                        + Words.of(open.step()) + ")",
                                "wait for its end; if nobody is at work on it, " + resume(place)));
    }

    /** A plan was made against what is no more. */
    static PaasException planStale(Place place, List<String> changes) {
        return invalid(
                "E_PLAN_STALE",
                place + " has changed since the plan was made: " + String.join("; ", changes),
                "see what it comes to now with 'paas diff', and make a new plan");
    }

    /** Fails with all that the cluster would refuse. */
    static void refuse(Difference difference) {
        List<Problem> problems = difference.objects().stream()
                .flatMap(object -> object.refused().stream())
                .distinct()
                .toList();
        if (!problems.isEmpty()) {
            boolean forbidden =
                    problems.stream().anyMatch(problem -> problem.code().equals("E_FORBIDDEN"));
            throw new PaasException(forbidden ? Outcome.NOT_ALLOWED : Outcome.INVALID, problems);
        }
    }

    /** A person decides about a gate, and there is none now. */
    static PaasException notAtGate(Place place, Rollout open) {
        return invalid(
                "E_NOT_AT_GATE",
                "the rollout of release " + open.release() + " of " + place + " is at no gate (" + Words.of(open.step())
                        + ")",
                "see how it stands with 'paas status'; if nobody is at work on it, " + resume(place));
    }

    /** Why a person's confirmation cannot be followed. */
    static PaasException notPromoted(Place place, Rollout atGate) {
        if (atGate.diagnosis().isPresent()) {
            return new PaasException(
                    Outcome.WAITING,
                    Problem.of(
                            "E_FAILING_AT_GATE",
                            "the new pods of release " + atGate.release() + " fail at the gate: "
                                    + atGate.diagnosis().get().code() + ": "
                                    + atGate.diagnosis().get().sentence(),
                            "abort it with 'paas abort', or wait: unless they become well it turns back by itself"));
        }
        if (atGate.step() == Rollout.Step.AT_START) {
            return invalid(
                    "E_NO_PARTS",
                    "release " + atGate.release() + " of " + place
                            + " waits before it begins, so there is nothing yet that could be promoted in part",
                    "let it begin with --all");
        }
        return atGate.strategy() == Strategy.CANARY
                ? invalid(
                        "E_NO_PARTS",
                        "a canary moves all requests at once, so " + place + " cannot be promoted in part",
                        "promote with --all, or use 'strategy: manual'")
                : notAtGate(place, atGate);
    }

    /** It went too far, or has nothing to go back to. */
    static PaasException noWayBack(Place place, Rollout open) {
        return invalid(
                "E_NO_WAY_BACK",
                "the rollout of release " + open.release() + " of " + place + " cannot be turned back any more ("
                        + Words.of(open.step()) + ")",
                open.step().isGate()
                        ? "there is no release of before: let it in with 'paas promote'; or take it away by hand (kubectl"
                                + " rollout resume, then kubectl rollout undo) and end it with 'paas resume'"
                        : "let it end with 'paas resume', then go back with 'paas rollback'");
    }

    static String resume(Place place) {
        return "go on with 'paas resume --cluster " + place.cluster().name() + "', on any machine";
    }
}
