package io.jenkins.plugins.paas.adapter.buildah;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares versions of tools. */
final class Versions {
    private static final Pattern NUMBERS = Pattern.compile("v?(\\d{1,9})\\.(\\d{1,9})\\b.*");

    private Versions() {}

    /** Whether a version is older; one that cannot be read is taken for new, so that nothing is refused by guesswork. */
    static boolean older(String version, int major, int minor) {
        Matcher numbers = NUMBERS.matcher(version);
        if (!numbers.matches()) {
            return false;
        }
        int ownMajor = Integer.parseInt(numbers.group(1));
        return ownMajor < major || (ownMajor == major && Integer.parseInt(numbers.group(2)) < minor);
    }
}
