package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.EventView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Containers that the kubelet kills because their startup or liveness probe failed as often as allowed.
 *
 * <p>The startup probe's budget is the time that the App's owner gave it to start, so its end is final. A liveness probe may
 * fail once under load; the second kill, or a back-off after the first, says that it goes on.
 */
final class ProbeJudge implements Judge {
    @Override
    public Stream<Finding> judge(Suspect suspect) {
        return suspect.unready().flatMap(c -> startup(suspect, c).or(() -> liveness(suspect, c)).stream());
    }

    private static Optional<Finding> startup(Suspect suspect, ContainerView container) {
        if (container.started() || kills(suspect, container, "startup") == 0) {
            return Optional.empty();
        }
        return Optional.of(suspect.finding(
                Code.E_STARTUP_PROBE,
                container,
                "The " + Words.name(container) + " did not start in the time that its startup check gives it"
                        + budget(container, "startup") + "; the kubelet killed it.",
                "Read the log's last lines; if the program only needs longer, give health.startup more failures in paas.yaml.",
                evidence(suspect, container, "startup"),
                Finding.SETTLED));
    }

    private static Optional<Finding> liveness(Suspect suspect, ContainerView container) {
        int kills = kills(suspect, container, "liveness");
        if (kills == 0) {
            return Optional.empty();
        }
        return Optional.of(suspect.finding(
                Code.E_LIVENESS_PROBE,
                container,
                "The " + Words.name(container) + " fails its liveness check" + budget(container, "liveness")
                        + "; the kubelet killed it " + (kills == 1 ? "once." : Words.times(kills, "time") + "."),
                "Correct what health.liveness asks, or give it more time; a program that is slow to start needs health.startup.",
                evidence(suspect, container, "liveness"),
                Finding.settledIf(kills > 1 || CrashJudge.backsOff(container))));
    }

    private static int kills(Suspect suspect, ContainerView container, String probe) {
        return killings(suspect, container, probe).mapToInt(EventView::count).sum();
    }

    private static Stream<EventView> killings(Suspect suspect, ContainerView container, String probe) {
        return suspect.events("Killing", container)
                .filter(e -> e.message().contains("ontainer " + container.name() + " failed " + probe + " probe"));
    }

    /** What the probe asks and how long it may fail, in words. */
    static String budget(ContainerView container, String probe) {
        return Optional.ofNullable(container.probes().get(probe))
                .map(p -> " (" + p.what() + ", " + p.failures() + " failures, one each " + p.period() + " s)")
                .orElse("");
    }

    static List<String> evidence(Suspect suspect, ContainerView container, String probe) {
        return Words.lines(Stream.concat(unhealthy(suspect, container, probe), killings(suspect, container, probe)));
    }

    /** The failures of a probe, with its own words; {@code Startup probe failed: ...}. */
    static Stream<EventView> unhealthy(Suspect suspect, ContainerView container, String probe) {
        String start = Character.toUpperCase(probe.charAt(0)) + probe.substring(1) + " probe ";
        return suspect.events("Unhealthy", container).filter(e -> e.message().startsWith(start));
    }
}
