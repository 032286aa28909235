package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.deployment;
import static io.jenkins.plugins.paas.testing.Observations.showing;
import static io.jenkins.plugins.paas.testing.Observations.statefulSet;
import static io.jenkins.plugins.paas.testing.Observations.withoutWorkload;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.testing.ContainerBuilder;
import io.jenkins.plugins.paas.testing.Observations;
import io.jenkins.plugins.paas.testing.PodBuilder;
import io.jenkins.plugins.paas.testing.RecordedTexts;
import io.jenkins.plugins.paas.testing.WorkloadBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Observations of any kind, sensible ones and others: the machine must cope with whatever a cluster shows. */
final class RandomObservations {
    /** No more pods than that, so that no more than so many become ready. */
    static final int PODS = 4;

    private static final List<String> WAITS = List.of(
            "ContainerCreating",
            "PodInitializing",
            "ErrImagePull",
            "ImagePullBackOff",
            "CreateContainerConfigError",
            "RunContainerError",
            "CrashLoopBackOff",
            "SomethingNew");

    private static final List<String> TEXTS = List.of(
            "",
            RecordedTexts.notFound("x:1"),
            RecordedTexts.refusedConnection("x:1"),
            "configmap \"missing\" not found",
            RecordedTexts.cannotStart("exec: \"/nope\": no such file or directory"),
            RecordedTexts.NO_CPU,
            RecordedTexts.UNBOUND_CLAIM,
            "Readiness probe failed: no",
            "Startup probe failed: no",
            "Container app failed startup probe, will be restarted",
            "Container app failed liveness probe, will be restarted");

    private static final List<String> REASONS = List.of(
            "Failed",
            "FailedScheduling",
            "FailedMount",
            "Unhealthy",
            "Killing",
            "BackOff",
            "SuccessfulDelete",
            "Pulling",
            "TriggeredScaleUp",
            "NodeNotReady",
            "FailedCreate");

    private final Random random;

    RandomObservations(Random random) {
        this.random = random;
    }

    Observation next(Instant now) {
        Observations seen = random.nextInt(40) == 0 ? withoutWorkload() : showing(workload());
        if (random.nextInt(12) == 0) {
            seen.refusedSet(NEW, pick(List.of(RecordedTexts.QUOTA_EXCEEDED, RecordedTexts.POD_SECURITY, "busy")));
        }
        for (int i = random.nextInt(PODS + 1); i > 0; i--) {
            seen.and(pod(i, now));
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            Instant last = now.minusSeconds(random.nextInt(60));
            seen.warned(
                    name(random.nextInt(PODS) + 1),
                    pick(REASONS),
                    pick(TEXTS),
                    1 + random.nextInt(30),
                    last.minusSeconds(random.nextInt(60)),
                    last);
        }
        return (random.nextInt(20) == 0 ? seen.growth("a node is joining") : seen).seen();
    }

    private WorkloadBuilder workload() {
        long release = random.nextInt(30) == 0 ? 99 : random.nextInt(3) == 0 ? OLD : NEW;
        int desired = random.nextInt(PODS);
        WorkloadBuilder workload =
                random.nextInt(3) == 0 ? statefulSet(release, desired) : deployment(release, desired);
        workload.pods(count(), count(), count(), count()).generation(2, 2 - random.nextInt(2));
        if (random.nextInt(30) == 0) {
            workload.image("by-hand");
        }
        return random.nextInt(30) == 0 ? workload.unlabelled() : workload;
    }

    private PodBuilder pod(int number, Instant now) {
        PodBuilder pod = Observations.pod(name(number), random.nextBoolean() ? NEW : OLD);
        switch (random.nextInt(8)) {
            case 0 -> pod.ready(now.minusSeconds(random.nextInt(30)));
            case 1 -> pod.unschedulable(pick(TEXTS));
            case 2 -> pod.leaving(now.minusSeconds(40), now.minusSeconds(10)).with(container(now));
            case 3 -> pod.phase("Failed", "Evicted");
            default -> pod.with(container(now));
        }
        return pod;
    }

    private ContainerBuilder container(Instant now) {
        ContainerBuilder container = Observations.container().restarts(random.nextInt(3));
        if (random.nextBoolean()) {
            container.probe(
                    pick(List.of("startup", "readiness", "liveness")), 1 + random.nextInt(10), 1 + random.nextInt(5));
        }
        if (random.nextBoolean()) {
            container.last(random.nextInt(140), pick(List.of("Error", "StartError", "OOMKilled")), pick(TEXTS), now);
        }
        return switch (random.nextInt(4)) {
            case 0 -> container.running(now.minusSeconds(random.nextInt(120)));
            case 1 -> container.starting(now.minusSeconds(random.nextInt(120)));
            default -> container.waiting(pick(WAITS), pick(TEXTS));
        };
    }

    private int count() {
        return random.nextInt(PODS);
    }

    private static String name(int number) {
        return "shop-" + number;
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
