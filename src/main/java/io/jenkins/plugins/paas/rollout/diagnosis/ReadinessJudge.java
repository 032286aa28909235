package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Observation.ProbeView;
import io.jenkins.plugins.paas.model.Observation.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Containers that run and started, but whose readiness probe fails.
 *
 * <p>Its budget is {@code delay + period x failures}, for a first start as long as the pod says. A pod that was ready in between flaps: that is no progress, yet it shows
 * that the program can do it, so it is a verdict only once it has stayed away for minutes: at a gate nothing else would end it.
 */
final class ReadinessJudge implements Judge {
    /** A kubelet that has told of one pod 25 times tells of it no more than once in five minutes. */
    private static final int EVENTS_TRUSTED = 20;

    /** Longer than what comes and goes by itself, such as a restart of something that the program needs. */
    private static final Duration AWAY = Duration.ofMinutes(2);

    @Override
    public Stream<Finding> judge(Suspect suspect) {
        return suspect.unready()
                .filter(ContainerView::started)
                .flatMap(c -> Optional.ofNullable(c.probes().get("readiness")).stream()
                        .flatMap(p -> judge(suspect, c, p).stream()));
    }

    private static Optional<Finding> judge(Suspect suspect, ContainerView container, ProbeView probe) {
        if (!(container.state() instanceof State.Running running)) {
            return Optional.empty();
        }
        Optional<Instant> lost = suspect.pod().unreadySince().filter(at -> at.isAfter(running.since()));
        boolean flaps = lost.isPresent();
        List<EventView> failures = ProbeJudge.unhealthy(suspect, container, "readiness")
                .filter(e -> !e.last().isBefore(running.since()))
                .toList();
        if (failures.isEmpty() && !flaps && container.probes().containsKey("startup")) {
            return Optional.empty();
        }
        return Optional.of(suspect.finding(
                Code.E_READINESS_PROBE,
                container,
                flaps
                        ? "The " + Words.name(container)
                                + " was ready and is no longer: its readiness check fails now and then"
                                + ProbeJudge.budget(container, "readiness") + "."
                        : "The " + Words.name(container) + " runs, but its readiness check"
                                + (failures.isEmpty() ? " has not succeeded yet" : " fails")
                                + ProbeJudge.budget(container, "readiness")
                                + suspect.pod()
                                        .startsWithin()
                                        .map(limit -> "; it has " + limit.toSeconds() + " s to start")
                                        .orElse("")
                                + ".",
                "Check that health.readiness asks the right port and path, and what the log says; a program that is slow to"
                        + " start needs health.startup.",
                ProbeJudge.evidence(suspect, container, "readiness"),
                flaps
                        ? lost.map(at -> suspect.scene().after(at, AWAY))
                        : notBefore(
                                firstStart(suspect, running), settlesAt(suspect, probe, running.since(), failures))));
    }

    /** When the time is up that a pod has until it is ready for the first time. */
    private static Optional<Instant> firstStart(Suspect suspect, State.Running running) {
        return suspect.pod().startsWithin().map(limit -> suspect.scene().after(running.since(), limit));
    }

    private static Optional<Instant> notBefore(Optional<Instant> earliest, Optional<Instant> settled) {
        return settled.map(at -> earliest.filter(at::isBefore).orElse(at)).or(() -> earliest);
    }

    private static Optional<Instant> settlesAt(
            Suspect suspect, ProbeView probe, Instant started, List<EventView> failures) {
        if (failures.isEmpty()) {
            // Without a startup probe a container that is still not ready after its whole budget failed each try.
            Instant first = started.plusSeconds(probe.delay());
            return Optional.of(byTime(suspect, first, probe));
        }
        Instant first = failures.stream()
                .map(EventView::first)
                .map(at -> at.isBefore(started) ? started.plusSeconds(probe.delay()) : at)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last =
                failures.stream().map(EventView::last).max(Instant::compareTo).orElseThrow();
        // The kubelet probes out of turn while a pod comes up: three failures may lie within one period. So the last
        // must
        // also be as late as the last one in turn; event times are cut to whole seconds.
        Instant lastAllowed = first.plusSeconds((long) probe.period() * (probe.failures() - 1));
        int count = failures.stream().mapToInt(EventView::count).sum();
        if (count >= Math.min(probe.failures(), EVENTS_TRUSTED)
                && !last.plusSeconds(1).isBefore(lastAllowed)) {
            return Finding.SETTLED;
        }
        return count >= EVENTS_TRUSTED ? Optional.of(byTime(suspect, first, probe)) : Finding.MAY_HEAL;
    }

    private static Instant byTime(Suspect suspect, Instant first, ProbeView probe) {
        return suspect.scene()
                .after(first, Duration.ofSeconds((long) probe.period() * probe.failures() + probe.timeout()));
    }
}
