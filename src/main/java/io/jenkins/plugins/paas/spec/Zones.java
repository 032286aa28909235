package io.jenkins.plugins.paas.spec;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** Reads names of time zones. */
final class Zones {
    private static final String KEY = "timeZone";

    private Zones() {}

    static Optional<String> read(Settings settings) {
        String hint = "write a region's name, such as Europe/Berlin, Asia/Shanghai or UTC";
        return settings.text(KEY, hint).filter(text -> {
            Set<String> known = ZoneId.getAvailableZoneIds();
            // Java has some for itself that are no files on other systems.
            boolean fine = known.contains(text) && !text.startsWith("SystemV/");
            if (!fine) {
                settings.wrong(
                        KEY,
                        Codes.FORMAT,
                        "there is no time zone '" + Tree.Scalar.shortened(text) + "'",
                        Suggestion.nearest(text, known)
                                .map(name -> "did you mean '" + name + "'?")
                                .orElse(hint));
            }
            return fine;
        });
    }
}
