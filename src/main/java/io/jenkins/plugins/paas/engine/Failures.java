package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;

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

    static String resume(Place place) {
        return "go on with 'paas resume --cluster " + place.cluster().name() + "', on any machine";
    }
}
