package io.jenkins.plugins.paas.cli;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them. */
final class Durations {
    private Durations() {}

    /** Such as {@code 0.4 s}, {@code 12 s}, {@code 3m 5s}, {@code 2h 10m} or {@code 5d 1h}. */
    static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        return age(duration).replaceFirst("([a-z])([0-9])", "$1 $2");
    }

    /** Such as {@code 7s}, {@code 3m5s}, {@code 2h10m} or {@code 5d1h}, as kubectl shows ages. */
    static String age(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return pair(seconds / 60, "m", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return pair(seconds / 3600, "h", seconds % 3600 / 60, "m");
        }
        return pair(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : small + smallUnit);
    }
}
