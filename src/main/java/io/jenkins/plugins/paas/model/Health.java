package io.jenkins.plugins.paas.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How Kubernetes learns how a container does.
 *
 * @param startup until it first succeeds the others do not run; it gives slow programs time before liveness counts
 * @param readiness whether requests may come
 * @param liveness whether the container must be restarted
 * @see <a href="https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/">Probes</a>
 */
public record Health(Optional<Probe> startup, Optional<Probe> readiness, Optional<Probe> liveness) {
    /**
     * How long a program without a startup check may take until it is ready for the first time.
     *
     * <p>A readiness check kills nothing, so nothing need be kept from running before; a startup check would only make every
     * pod wait for one more turn of the kubelet. What remains of it is this limit, for the verdict.
     */
    public static final Duration STARTS_WITHIN = Duration.ofMinutes(2);

    /** No check at all: a container counts as ready once it runs. */
    public static final Health NONE = new Health(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * One check.
     *
     * @param check what is asked
     * @param delay from the container's start to the first try, whole seconds
     * @param period from try to try, whole seconds, 1 or more
     * @param timeout how long an answer may take, whole seconds, 1 or more
     * @param failures how many failures in a row count as one, 1 or more
     */
    public record Probe(Check check, Duration delay, Duration period, Duration timeout, int failures) {
        /** The longest time that the check may fail before it counts: {@code delay + period x failures}. */
        public Duration budget() {
            return delay.plus(period.multipliedBy(failures));
        }
    }

    /** What a probe asks. */
    public sealed interface Check {
        /**
         * An HTTP GET that must answer 200 to 399.
         *
         * @param path starts with {@code /}
         * @param port 1 to 65535
         */
        record Http(String path, int port) implements Check {}

        /**
         * A TCP connection that must open.
         *
         * @param port 1 to 65535
         */
        record Tcp(int port) implements Check {}

        /**
         * A command in the container that must end with exit code 0.
         *
         * @param command the program and its arguments
         */
        record Command(List<String> command) implements Check {
            public Command {
                command = List.copyOf(command);
            }
        }
    }
}
