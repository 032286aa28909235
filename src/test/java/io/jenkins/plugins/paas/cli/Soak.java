package io.jenkins.plugins.paas.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * How many disturbances a run tries, and what came of them. {@code PAAS_SOAK} is {@code all}, or how many of all; without it a
 * sample is taken. {@code PAAS_SEED} takes another sample, or the same cases again.
 */
final class Soak {
    private static final int KILLS = 200;
    /** Once found that a gate's pace was left behind. */
    private static final long EVERY_RUN = 31_086_887_917_920L;

    private static final Path NOTES = Path.of("target", "soak", "disturbances.tsv");
    private static final Soak PRESENT = new Soak(
            Optional.ofNullable(System.getenv("PAAS_SOAK")),
            Optional.ofNullable(System.getenv("PAAS_SEED")).map(Long::parseLong).orElseGet(Soak::seed));

    private final Optional<String> wanted;
    private final long seed;

    private Soak(Optional<String> wanted, long seed) {
        this.wanted = wanted;
        this.seed = seed;
    }

    /** The sample of each test run is the same, so that whoever changes something sees his own faults; a soak looks for new ones. */
    private static long seed() {
        return System.getenv("PAAS_SOAK") == null ? EVERY_RUN : System.nanoTime();
    }

    static Soak present() {
        return PRESENT;
    }

    List<Disturbance> disturbances() {
        System.out.println("PAAS_SEED=" + seed);
        Random random = new Random(seed);
        if (wanted.isEmpty()) {
            return Disturbance.sample(random);
        }
        List<Disturbance> all = new ArrayList<>(Disturbance.matrix());
        all.addAll(Disturbance.kills(KILLS, random));
        Collections.shuffle(all, random);
        return wanted.get().equals("all") ? all : all.subList(0, Integer.parseInt(wanted.get()));
    }

    /**
     * Notes what came of one that went well; the others are in the report of the tests.
     *
     * @param died where the process was
     * @param typed what became of what somebody typed
     * @param end the exit code of the last command
     * @param requests how many were sent, of which none was lost
     */
    synchronized void note(Disturbance disturbance, String died, String typed, int end, long requests) {
        List<String> fields = List.of(
                disturbance.way().name(),
                disturbance.moment().toString(),
                died,
                disturbance.hand().toString(),
                typed,
                String.valueOf(end),
                String.valueOf(requests));
        try {
            Files.createDirectories(NOTES.getParent());
            Files.writeString(
                    NOTES, String.join("\t", fields) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
