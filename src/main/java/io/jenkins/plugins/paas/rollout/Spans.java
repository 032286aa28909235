package io.jenkins.plugins.paas.rollout;

import java.time.Duration;

/** Spans of time in words. */
final class Spans {
    private Spans() {}

    /** Such as {@code 90 s} or {@code 10 min}. */
    static String words(Duration span) {
        long seconds = span.toSeconds();
        return seconds >= 120 && seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
