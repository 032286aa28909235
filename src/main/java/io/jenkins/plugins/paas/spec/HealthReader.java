package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.Health;
import io.jenkins.plugins.paas.model.Health.Check;
import io.jenkins.plugins.paas.model.Health.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the three kinds of check. */
final class HealthReader {
    private static final int HIGHEST_PORT = 65_535;
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Asked often and for long: a quick program is noticed at once, a slow one has two minutes. */
    private static final Times STARTUP = new Times(Duration.ofSeconds(1), Duration.ofSeconds(2), 120);

    /** Asked each second, so that a pod that is ready need not wait for traffic; ten failures make an outage, not one. */
    private static final Times READINESS = new Times(Duration.ofSeconds(1), Duration.ofSeconds(2), 10);

    private static final Times LIVENESS = new Times(Duration.ofSeconds(10), Duration.ofSeconds(2), 3);

    private final Problems problems;

    HealthReader(Problems problems) {
        this.problems = problems;
    }

    /** Times of a check where the App gives none. */
    private record Times(Duration period, Duration timeout, int failures) {
        private static final int FEWEST = 3;

        /** As many failures as make about the same time with another period; one alone is no failure. */
        int failuresEach(Duration other) {
            long same = period.multipliedBy(failures).dividedBy(other);
            return Math.max(Math.min(FEWEST, failures), (int) Math.min(same, failures));
        }

        Probe probe(Check check) {
            return new Probe(check, Duration.ZERO, period, timeout, failures);
        }
    }

    Health read(Settings run, Optional<Integer> port) {
        Settings health = run.section("health", Section.HEALTH);
        Optional<Probe> readiness = probe(health, "readiness", READINESS, port, run.has("port"))
                .or(() -> port.map(number -> READINESS.probe(new Check.Tcp(number))));
        Optional<Probe> liveness = probe(health, "liveness", LIVENESS, port, run.has("port"));
        Optional<Probe> startup = probe(health, "startup", STARTUP, port, run.has("port"))
                .or(() -> liveness.map(live -> startupLike(readiness.orElse(live))));
        return new Health(startup, readiness, liveness);
    }

    /** Without it a liveness check would kill a program that starts slowly. */
    private static Probe startupLike(Probe other) {
        return new Probe(other.check(), Duration.ZERO, STARTUP.period(), other.timeout(), STARTUP.failures());
    }

    private Optional<Probe> probe(
            Settings health, String key, Times times, Optional<Integer> appPort, boolean appPortIsWritten) {
        if (!health.has(key)) {
            return Optional.empty();
        }
        Settings probe = health.section(key, Section.PROBE);
        Optional<Check> check = check(probe, appPort, appPortIsWritten);
        Duration delay = probe.duration("delay", Duration.ZERO, LONGEST).orElse(Duration.ZERO);
        Duration second = Duration.ofSeconds(1);
        Duration period = probe.duration("period", second, LONGEST).orElse(times.period());
        Duration timeout = probe.duration("timeout", second, LONGEST).orElse(times.timeout());
        int failures = probe.whole("failures", 1, 10_000).orElseGet(() -> times.failuresEach(period));
        return check.map(what -> new Probe(what, delay, period, timeout, failures));
    }

    private Optional<Check> check(Settings probe, Optional<Integer> appPort, boolean appPortIsWritten) {
        List<String> named =
                Stream.of("http", "tcp", "command").filter(probe::has).toList();
        if (named.isEmpty()) {
            String check = probe.place().name();
            problems.add(
                    probe.place(),
                    Codes.MISSING,
                    check + " does not say what to ask",
                    "add 'http: /path', 'tcp: 8080' or 'command: [...]'");
            return Optional.empty();
        }
        if (named.size() > 1) {
            probe.wrong(
                    named.get(1),
                    Codes.CONFLICT,
                    String.join(" and ", named) + " cannot both be asked",
                    "keep one of them");
        }
        Optional<Integer> own = probe.whole("port", 1, HIGHEST_PORT);
        if (probe.has("port") && !probe.has("http")) {
            probe.wrong("port", Codes.CONFLICT, "port goes with http only", "write the port after tcp: 'tcp: 8080'");
        }
        return switch (named.get(0)) {
            case "http" -> http(probe, own, appPort, appPortIsWritten);
            case "tcp" -> probe.whole("tcp", 1, HIGHEST_PORT).map(Check.Tcp::new);
            default -> command(probe);
        };
    }

    private Optional<Check> http(
            Settings probe, Optional<Integer> own, Optional<Integer> appPort, boolean appPortIsWritten) {
        Optional<String> path = probe.text("http", "write a path such as /health")
                .filter(text -> {
                    boolean fine = text.startsWith("/") && text.chars().noneMatch(c -> c <= ' ' || c == 0x7f);
                    if (!fine) {
                        String what = "http is '" + Tree.Scalar.shortened(text) + "'";
                        probe.wrong("http", Codes.PATH, what, "write a path that starts with '/', such as /health");
                    }
                    return fine;
                });
        if (!probe.has("port") && !appPortIsWritten) {
            probe.wrong(
                    "http",
                    Codes.MISSING,
                    "the port to ask is not known",
                    "add 'port: 8080' at the top of the file, or beside http");
        }
        Optional<Integer> port = own.or(() -> appPort);
        return path.flatMap(text -> port.map(number -> new Check.Http(text, number)));
    }

    private Optional<Check> command(Settings probe) {
        String hint = "list the program and its arguments: [sh, -c, 'test -f /tmp/ready']";
        Optional<List<String>> words = probe.texts("command", hint);
        if (words.isPresent() && words.get().isEmpty()) {
            probe.wrong("command", Codes.MISSING, "command is an empty list", hint);
        }
        return words.map(Check.Command::new);
    }
}
