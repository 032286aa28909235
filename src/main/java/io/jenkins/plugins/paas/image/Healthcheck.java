package io.jenkins.plugins.paas.image;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The health check of an image. Kubernetes takes no notice of it.
 *
 * @param test {@code NONE}; or {@code CMD} and a program's words; or {@code CMD-SHELL} and a line for a shell
 * @param interval between two checks
 * @param timeout of one check
 * @param startPeriod in which failures do not count
 * @param startInterval between two checks in that time
 * @param retries how many failures in a row make it unhealthy
 * @see <a href="https://docs.docker.com/reference/dockerfile/#healthcheck">Dockerfile reference, HEALTHCHECK</a>
 */
public record Healthcheck(
        List<String> test,
        Optional<Duration> interval,
        Optional<Duration> timeout,
        Optional<Duration> startPeriod,
        Optional<Duration> startInterval,
        OptionalInt retries) {
    /** {@code HEALTHCHECK NONE}. */
    static final Healthcheck NONE = new Healthcheck(
            List.of("NONE"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty());

    public Healthcheck {
        test = List.copyOf(test);
    }
}
