package io.jenkins.plugins.paas.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;

/**
 * The disturbances of a test run: always the same sample, or what {@code bin/soak} has not settled yet of all there are, until its
 * time is over or somebody asks it to end.
 *
 * <p>{@code PAAS_SOAK} is a pattern of the cases that are wanted, {@code PAAS_SOAK_UNTIL} when to begin no more, in seconds
 * since 1970; {@code PAAS_SEED} gives the random moments and the order, and takes another sample.
 */
final class Soak {
    private static final int KILLS = 200;
    private static final long SEED_OF_SAMPLE = 1;
    private static final Path ASKED_TO_END = Path.of("target", "soak", "end");

    private static final Soak PRESENT = new Soak();

    private final Optional<Pattern> wanted = env("PAAS_SOAK").map(Pattern::compile);
    private final Instant until = env("PAAS_SOAK_UNTIL")
            .map(Long::parseLong)
            .map(Instant::ofEpochSecond)
            .orElse(Instant.MAX);
    private final long seed = env("PAAS_SEED").map(Long::parseLong).orElse(SEED_OF_SAMPLE);
    private final SoakNotes notes = new SoakNotes(env("PAAS_COMMIT").orElse("unknown"));

    private Soak() {}

    private static Optional<String> env(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }

    static Soak present() {
        return PRESENT;
    }

    /** Those of them that are to be tried. */
    List<Disturbance> disturbances(Predicate<Disturbance> which) {
        System.out.println("PAAS_SEED=" + seed);
        Random random = new Random(seed);
        if (wanted.isEmpty()) {
            return Disturbance.sample(random).stream().filter(which).toList();
        }
        List<Disturbance> all = new ArrayList<>(Disturbance.matrix());
        all.addAll(Disturbance.kills(KILLS, random));
        Collections.shuffle(all, random);
        notes.all(all);
        Set<String> settled = notes.settled();
        return all.stream()
                .filter(which)
                .filter(each -> wanted.get().matcher(each.toString()).find())
                .filter(each -> !settled.contains(each.toString()))
                .toList();
    }

    /** Whether another one may begin. */
    boolean goesOn() {
        return Instant.now().isBefore(until) && !Files.exists(ASKED_TO_END);
    }

    /** Tries one; a soak writes down what came of it. */
    void tries(Disturbance disturbance, Callable<SoakNotes.Well> trial) throws Exception {
        if (wanted.isEmpty()) {
            trial.call();
            return;
        }
        try {
            notes.well(disturbance, trial.call());
        } catch (TestAbortedException e) {
            throw e;
        } catch (Exception | AssertionError e) {
            notes.failed(disturbance, e);
            throw e;
        }
    }
}
