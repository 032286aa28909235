package io.jenkins.plugins.paas.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came of the cases of a soak: a line each, written as it comes, so that a run that is ended loses none. {@code bin/soak-page}
 * reads them.
 */
final class SoakNotes {
    private static final Path FOLDER = Path.of("target", "soak");
    private static final Path ALL = FOLDER.resolve("all.tsv");
    private static final Path LINES = FOLDER.resolve("cases.tsv");
    private static final String WELL = "well";
    /** A failure that does not come again is told of all the same. */
    private static final int MOST_TRIALS = 3;

    private static final int LONGEST_REASON = 1_000;

    private final String commit;

    /**
     * Notes of a run.
     *
     * @param commit what is tried
     */
    SoakNotes(String commit) {
        this.commit = commit;
    }

    /**
     * What came of a case that went well.
     *
     * @param died the last state that the command saved, or how it ended where it came to its end
     * @param typed what became of what somebody typed
     * @param end the exit code of the last command
     * @param requests how many were sent, of which none was lost
     */
    record Well(String died, String typed, int end, long requests) {}

    /** The cases, in words, that need not be tried again: they went well, or failed often enough. */
    Set<String> settled() {
        Map<String, Integer> failures = new HashMap<>();
        for (String line : lines()) {
            String[] fields = line.split("\t", 3);
            failures.merge(fields[0], fields[1].equals(WELL) ? MOST_TRIALS : 1, Integer::sum);
        }
        return failures.entrySet().stream()
                .filter(each -> each.getValue() >= MOST_TRIALS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static List<String> lines() {
        try {
            return Files.exists(LINES) ? Files.readAllLines(LINES) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes what cases there are, so that it can be told how many were tried. */
    void all(List<Disturbance> cases) {
        List<String> lines = cases.stream()
                .map(each -> String.join(
                        "\t",
                        each.toString(),
                        each.way().name(),
                        kind(each),
                        each.hand().toString(),
                        each.way().savesInWords()))
                .toList();
        try {
            Files.createDirectories(FOLDER);
            Files.write(ALL, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String kind(Disturbance what) {
        return what.moment().millis() == 0 ? "save" : "random";
    }

    void well(Disturbance what, Well came) {
        line(what, WELL, came, "");
    }

    void failed(Disturbance what, Throwable why) {
        String reason = why.toString().replaceAll("\\s+", " ");
        line(what, "failed", new Well("", "", -1, 0), reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
    }

    private synchronized void line(Disturbance what, String verdict, Well came, String reason) {
        List<String> fields = List.of(
                what.toString(),
                verdict,
                commit,
                what.way().name(),
                kind(what),
                what.hand().toString(),
                came.died(),
                came.typed(),
                String.valueOf(came.end()),
                String.valueOf(came.requests()),
                reason);
        try {
            Files.writeString(
                    LINES, String.join("\t", fields) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
