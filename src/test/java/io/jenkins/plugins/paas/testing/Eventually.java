package io.jenkins.plugins.paas.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again until the answer fits, for what gives no sign that a test could wait for. */
public final class Eventually {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Eventually() {}

    /**
     * Asks until the answer fits; fails when none does in time.
     *
     * @param what what is waited for, as the failure names it
     * @param limit how long
     * @param ask gives an answer
     * @param fits whether it is the one
     * @return the answer that fits
     */
    public static String sees(String what, Duration limit, Supplier<String> ask, Predicate<String> fits) {
        long end = System.nanoTime() + limit.toNanos();
        String last = ask.get();
        while (!fits.test(last)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "waited " + limit.toSeconds() + " s for " + what + ", the last answer was:\n" + last);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            last = ask.get();
        }
        return last;
    }
}
