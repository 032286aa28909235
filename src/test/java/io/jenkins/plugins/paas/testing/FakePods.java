package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.Observation.Condition;
import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Pods as scheduler and kubelet make them, one small step after the other. */
final class FakePods {
    private static final int TOLD_RESTARTS = 3;

    private FakePods() {}

    /** A pod as its controller makes it, before anyone has looked at it. */
    static PodView made(String name, long release, String revision, String container, String image, Instant now) {
        ContainerView app = new ContainerView(
                container,
                false,
                image,
                false,
                false,
                0,
                new State.Waiting("", ""),
                Optional.empty(),
                Optional.empty(),
                Map.of());
        return new PodView(
                name,
                Optional.of(release),
                revision,
                Optional.empty(),
                "Pending",
                "",
                "",
                false,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(app),
                List.of());
    }

    /**
     * The next thing that happens to a pod.
     *
     * @return the same pod when nothing more happens to it
     */
    static PodView next(PodView pod, Fate fate, Instant now, Consumer<EventView> events) {
        if (pod.leaving() || pod.ready()) {
            return pod;
        }
        if (pod.node().isEmpty()) {
            return scheduled(pod, fate, now, events);
        }
        ContainerView app = pod.containers().get(0);
        boolean created =
                app.state() instanceof State.Waiting waiting && waiting.reason().equals("ContainerCreating");
        if (fate instanceof Fate.Ready) {
            return ready(pod, now);
        } else if (fate instanceof Fate.NeverReady && created) {
            events.accept(
                    about(pod, "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503", now));
            return running(pod, new State.Running(now), app, false);
        } else if (fate instanceof Fate.ImageMissing missing && created) {
            events.accept(about(pod, "Failed", "Failed to pull image: " + missing.message(), now));
            return waiting(pod, "ErrImagePull", missing.message());
        } else if (fate instanceof Fate.ImageMissing missing && isWaiting(app, "ErrImagePull")) {
            events.accept(about(pod, "Failed", "Error: ImagePullBackOff", now));
            return waiting(pod, "ImagePullBackOff", "Back-off pulling image: " + missing.message());
        } else if (fate instanceof Fate.ConfigMissing missing && created) {
            events.accept(about(pod, "Failed", "Error: " + missing.message(), now));
            return waiting(pod, "CreateContainerConfigError", missing.message());
        } else if (fate instanceof Fate.Crashing crash && app.restarts() < TOLD_RESTARTS) {
            return crashed(pod, app, crash.exitCode(), crash.reason(), now, events);
        } else if (fate instanceof Fate.CrashingFirst crash) {
            return app.restarts() < crash.times() ? crashed(pod, app, 1, "Error", now, events) : ready(pod, now);
        }
        return pod;
    }

    private static PodView scheduled(PodView pod, Fate fate, Instant now, Consumer<EventView> events) {
        if (fate instanceof Fate.Unschedulable nowhere) {
            Condition told = new Condition("PodScheduled", "False", "Unschedulable", nowhere.message());
            if (pod.conditions().contains(told)) {
                return pod;
            }
            events.accept(about(pod, "FailedScheduling", nowhere.message(), now));
            return copy(pod, Optional.empty(), "Pending", Optional.empty(), pod.containers(), List.of(told));
        }
        return copy(
                pod,
                Optional.of("node-1"),
                "Pending",
                Optional.empty(),
                List.of(in(pod.containers().get(0), new State.Waiting("ContainerCreating", ""), false)),
                List.of(new Condition("PodScheduled", "True", "", "")));
    }

    static PodView ready(PodView pod, Instant now) {
        ContainerView app = in(pod.containers().get(0), new State.Running(now), true);
        return copy(
                pod,
                pod.node().or(() -> Optional.of("node-1")),
                "Running",
                Optional.of(now),
                List.of(app),
                List.of(new Condition("PodScheduled", "True", "", ""), new Condition("Ready", "True", "", "")));
    }

    private static PodView crashed(
            PodView pod, ContainerView app, int exitCode, String reason, Instant now, Consumer<EventView> events) {
        State.Terminated end = new State.Terminated(exitCode, 0, reason, "", Optional.of(now), Optional.of(now));
        int restarts = app.restarts() + 1;
        events.accept(new EventView(
                "Pod",
                pod.name(),
                Optional.of(app.name()),
                pod.node(),
                true,
                "BackOff",
                "Back-off restarting failed container " + app.name() + " in pod " + pod.name(),
                restarts,
                now,
                now));
        ContainerView after = new ContainerView(
                app.name(),
                false,
                app.image(),
                false,
                false,
                restarts,
                new State.Waiting("CrashLoopBackOff", "back-off restarting failed container"),
                Optional.of(end),
                app.memoryLimit(),
                app.probes());
        return copy(pod, pod.node(), "Running", Optional.empty(), List.of(after), pod.conditions());
    }

    private static PodView waiting(PodView pod, String reason, String message) {
        ContainerView app = in(pod.containers().get(0), new State.Waiting(reason, message), false);
        return copy(pod, pod.node(), "Pending", Optional.empty(), List.of(app), pod.conditions());
    }

    private static PodView running(PodView pod, State state, ContainerView app, boolean ready) {
        return copy(pod, pod.node(), "Running", Optional.empty(), List.of(in(app, state, ready)), pod.conditions());
    }

    private static boolean isWaiting(ContainerView container, String reason) {
        return container.state() instanceof State.Waiting waiting
                && waiting.reason().equals(reason);
    }

    private static ContainerView in(ContainerView container, State state, boolean ready) {
        return new ContainerView(
                container.name(),
                container.init(),
                container.image(),
                ready,
                state instanceof State.Running,
                container.restarts(),
                state,
                container.last(),
                container.memoryLimit(),
                container.probes());
    }

    private static EventView about(PodView pod, String reason, String message, Instant now) {
        return new EventView("Pod", pod.name(), Optional.empty(), pod.node(), true, reason, message, 1, now, now);
    }

    private static PodView copy(
            PodView pod,
            Optional<String> node,
            String phase,
            Optional<Instant> readySince,
            List<ContainerView> containers,
            List<Condition> conditions) {
        return new PodView(
                pod.name(),
                pod.release(),
                pod.revision(),
                node,
                phase,
                "",
                "",
                readySince.isPresent(),
                pod.createdAt(),
                readySince,
                readySince.isPresent() ? Optional.empty() : Optional.of(pod.createdAt()),
                Optional.empty(),
                pod.leavingSince(),
                pod.goneBy(),
                pod.finalizers(),
                pod.startsWithin(),
                containers,
                conditions);
    }
}
