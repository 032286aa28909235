package io.jenkins.plugins.paas.adapter.jib;

/** Texts of registries, made fit for a message. */
final class Answers {
    private static final int LONGEST = 300;

    private Answers() {}

    static String firstLine(@org.jspecify.annotations.Nullable String text) {
        if (text == null || text.isBlank()) {
            return "no reason given";
        }
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
