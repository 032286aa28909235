package io.jenkins.plugins.paas.adapter.kube;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody may have meant. */
final class Likeness {
    private Likeness() {}

    /** The name that differs least, if by no more than a third of its letters. */
    static Optional<String> closest(String given, Collection<String> names) {
        String plain = given.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> distance(plain, name.toLowerCase(Locale.ROOT)) <= Math.max(1, name.length() / 3))
                .min(Comparator.comparingInt(name -> distance(plain, name.toLowerCase(Locale.ROOT))));
    }

    /** How many letters must be added, removed or changed (Levenshtein). */
    private static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + change);
            }
            above = row;
        }
        return above[to.length()];
    }
}
