package io.jenkins.plugins.paas.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long a Rollout may go on without progress. */
final class TimeoutOption {
    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Words.class,
            description =
                    "How long it may go on without one more pod becoming ready, such as 90s or 10m (default: the App's own).")
    private Optional<Duration> timeout;

    Optional<Duration> value() {
        return timeout;
    }

    /** Reads durations as they stand in paas.yaml. */
    static final class Words implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                Duration duration = Duration.parse("PT" + text);
                if (!duration.isNegative() && !duration.isZero()) {
                    return duration;
                }
            } catch (java.time.format.DateTimeParseException e) {
                throw new TypeConversionException("'" + text + "' is no duration; write it as 90s, 10m or 1h30m");
            }
            throw new TypeConversionException("'" + text + "' is no time to wait; give 1s or more, such as 90s");
        }
    }
}
