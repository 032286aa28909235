package io.jenkins.plugins.paas.cli;

import java.util.Locale;

/** Amounts of data as people read them. */
final class Bytes {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Bytes() {}

    /** Such as {@code 812 B}, {@code 1.4 kB} or {@code 20.0 MB}, in powers of 1000. */
    static String words(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1000 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }
}
