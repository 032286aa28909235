package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.util.concurrent.ThreadLocalRandom;

/** Waits between the tries of those who write the same object, and gives up after enough of them. */
final class Busy {
    private static final int STEP_MILLIS = 10;
    private static final int LONGEST_MILLIS = 500;

    private Busy() {}

    /**
     * Waits a random time, longer from try to try, so that two who met do not meet again.
     *
     * @param attempt 1 or more
     */
    static void pause(int attempt) {
        int most = Math.min(LONGEST_MILLIS, attempt * STEP_MILLIS);
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(most) + 1L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Requests.interrupted(e);
        }
    }

    static PaasException giveUp(String what, int attempts) {
        return new PaasException(
                Outcome.TIMED_OUT,
                Problem.of(
                        "E_BUSY",
                        "others changed " + what + " each of the " + attempts + " times that this process tried",
                        "try again"));
    }
}
