package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.Cpu;
import io.jenkins.plugins.paas.model.Memory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as people write them. None of these accepts zero, except a duration. */
final class Amounts {
    private static final Pattern CPU = Pattern.compile("([0-9]{1,9})m|([0-9]{1,6}(?:\\.[0-9]{1,3})?)");
    private static final Pattern MEMORY = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?)(Ki|Mi|Gi|Ti|k|M|G|T)?");
    private static final Pattern DURATION = Pattern.compile("(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?");

    private static final Map<String, Long> BYTES = Map.of(
            "Ki",
            1L << 10,
            "Mi",
            1L << 20,
            "Gi",
            1L << 30,
            "Ti",
            1L << 40,
            "k",
            1_000L,
            "M",
            1_000_000L,
            "G",
            1_000_000_000L,
            "T",
            1_000_000_000_000L);

    private Amounts() {}

    /** {@code 500m}, {@code 2} or {@code 0.5}. */
    static Optional<Cpu> cpu(String text) {
        Matcher parts = CPU.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long millis = parts.group(1) != null
                ? Long.parseLong(parts.group(1))
                : new BigDecimal(parts.group(2)).movePointRight(3).longValueExact();
        return millis < 1 ? Optional.empty() : Optional.of(new Cpu(millis));
    }

    /** {@code 512Mi}, {@code 1.5Gi} or a number of bytes. */
    static Optional<Memory> memory(String text) {
        Matcher parts = MEMORY.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long unit = parts.group(2) == null ? 1 : BYTES.getOrDefault(parts.group(2), 1L);
        BigDecimal bytes = new BigDecimal(parts.group(1))
                .multiply(BigDecimal.valueOf(unit))
                .setScale(0, RoundingMode.CEILING);
        return bytes.signum() < 1 || bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? Optional.empty()
                : Optional.of(new Memory(bytes.longValueExact()));
    }

    /** {@code 30s}, {@code 10m}, {@code 1h30m}. */
    static Optional<Duration> duration(String text) {
        Matcher parts = DURATION.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofHours(number(parts.group(1)))
                .plusMinutes(number(parts.group(2)))
                .plusSeconds(number(parts.group(3))));
    }

    /** A duration as people write it; whole seconds. */
    static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds == 0) {
            return "0s";
        }
        return (seconds >= 3600 ? seconds / 3600 + "h" : "")
                + (seconds % 3600 >= 60 ? seconds % 3600 / 60 + "m" : "")
                + (seconds % 60 > 0 ? seconds % 60 + "s" : "");
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
