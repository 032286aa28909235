package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.PaasException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code HEALTHCHECK}. */
final class HealthcheckReader {
    private static final Set<String> OPTIONS =
            Set.of("interval", "timeout", "start-period", "start-interval", "retries");
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private HealthcheckReader() {}

    static Healthcheck read(Arguments arguments) {
        // The quotes of what follows CMD are a program's, not ours.
        List<Word> words = arguments.lenientWords();
        Flags flags = Flags.read(words, OPTIONS, Set.of());
        if (words.size() == flags.count()) {
            throw Failures.syntax(arguments.at(), "HEALTHCHECK needs CMD or NONE", "write HEALTHCHECK CMD program");
        }
        Word type = words.get(flags.count());
        Arguments rest = arguments.after(words, flags.count() + 1);
        return switch (type.raw().toUpperCase(Locale.ROOT)) {
            case "NONE" -> none(words, flags);
            case "CMD" ->
                new Healthcheck(
                        test(rest.program()),
                        duration(flags, "interval"),
                        duration(flags, "timeout"),
                        duration(flags, "start-period"),
                        duration(flags, "start-interval"),
                        flags.value("retries").map(HealthcheckReader::retries).orElse(OptionalInt.empty()));
            default ->
                throw Failures.syntax(
                        type.at(), "'" + type.raw() + "' is neither CMD nor NONE", "write HEALTHCHECK CMD program");
        };
    }

    private static Healthcheck none(List<Word> words, Flags flags) {
        if (words.size() > 1) {
            throw Failures.syntax(
                    words.get(flags.count() == 0 ? 1 : 0).at(),
                    "HEALTHCHECK NONE takes neither options nor words",
                    "write HEALTHCHECK NONE");
        }
        return Healthcheck.NONE;
    }

    private static List<String> test(Instruction.Program program) {
        List<String> test = new ArrayList<>();
        if (program.exec().isPresent()) {
            test.add("CMD");
            test.addAll(program.exec().get());
        } else {
            test.add("CMD-SHELL");
            test.add(program.line().raw());
        }
        return test;
    }

    private static Optional<Duration> duration(Flags flags, String name) {
        return flags.value(name).flatMap(word -> {
            Duration duration = GoDuration.parse(word.raw())
                    .orElseThrow(() -> bad(word, "'" + word.raw() + "' is no duration", "write such as 30s or 1m30s"));
            if (duration.isZero()) {
                return Optional.empty();
            }
            if (duration.compareTo(SHORTEST) < 0) {
                throw bad(word, "--" + name + " is shorter than 1ms", "write such as 30s or 1m30s");
            }
            return Optional.of(duration);
        });
    }

    private static OptionalInt retries(Word word) {
        if (!word.raw().matches("\\d{1,9}")) {
            throw bad(word, "'" + word.raw() + "' is no number of retries", "write a number, such as 3");
        }
        int retries = Integer.parseInt(word.raw());
        return retries == 0 ? OptionalInt.empty() : OptionalInt.of(retries);
    }

    private static PaasException bad(Word word, String what, String hint) {
        return Failures.syntax(word.at(), what, hint);
    }
}
