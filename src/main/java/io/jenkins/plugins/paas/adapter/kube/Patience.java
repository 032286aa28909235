package io.jenkins.plugins.paas.adapter.kube;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How long a silent API server is waited for.
 *
 * @param known how long one that has answered before; a restart of a control plane takes some 30 seconds
 * @param unknown how long one that has not answered yet: more likely its address is wrong
 * @param first the first pause; each next one is twice as long
 * @param longest the longest pause
 * @param quiet how long the first answer may take before people are told that it is waited for
 * @param listener told in words, for people
 */
record Patience(
        Duration known, Duration unknown, Duration first, Duration longest, Duration quiet, Consumer<String> listener) {
    static Patience tellingTo(Consumer<String> listener) {
        return new Patience(
                Duration.ofSeconds(75),
                Duration.ofSeconds(8),
                Duration.ofMillis(50),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                listener);
    }

    /**
     * The pause before the next try.
     *
     * @param attempt how many tries there were, 1 or more
     * @param wanted what the server asked for; it is not asked earlier
     * @param chance from 0 to 1: clients that were cut off together must not come back together
     */
    Duration pause(int attempt, Optional<Duration> wanted, double chance) {
        long doubled = first.toMillis() << Math.min(attempt - 1, 10);
        long millis = Math.min(doubled, longest.toMillis());
        Duration own = Duration.ofMillis((long) (millis * (0.75 + chance / 2)));
        return wanted.filter(least -> least.compareTo(own) > 0).orElse(own);
    }
}
