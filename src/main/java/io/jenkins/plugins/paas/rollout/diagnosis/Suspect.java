package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A pod that is not ready.
 *
 * @param scene what stands around it
 * @param pod the pod
 */
record Suspect(Scene scene, PodView pod) {
    /** Containers that hold the pod up: init containers that did not finish, others that are not ready. */
    Stream<ContainerView> unready() {
        return pod.containers().stream().filter(c -> c.init() ? !finished(c) && !c.ready() : !c.ready());
    }

    private static boolean finished(ContainerView container) {
        return container.state() instanceof State.Terminated end && end.exitCode() == 0;
    }

    /** Events about this pod, oldest first. */
    Stream<EventView> events(String reason) {
        return scene.seen().events().stream().filter(e -> e.reason().equals(reason) && e.isAbout(pod));
    }

    /** Events about one of its containers, oldest first: what befalls another one says nothing of this. */
    Stream<EventView> events(String reason, ContainerView container) {
        return events(reason).filter(e -> e.mayBeAbout(container));
    }

    /** How often an event about a container happened, over all its messages that are as asked for. */
    int count(String reason, ContainerView container, Predicate<String> message) {
        return events(reason, container)
                .filter(e -> message.test(e.message()))
                .mapToInt(EventView::count)
                .sum();
    }

    /** Why a container waits, if it does. */
    static Optional<State.Waiting> waiting(ContainerView container) {
        return container.state() instanceof State.Waiting waiting ? Optional.of(waiting) : Optional.empty();
    }

    static boolean waits(ContainerView container, String reason) {
        return waiting(container).filter(w -> w.reason().equals(reason)).isPresent();
    }

    /** How a container ended: just now, or the last time. */
    static Optional<State.Terminated> ending(ContainerView container) {
        return container.state() instanceof State.Terminated end ? Optional.of(end) : container.last();
    }

    /** Whether it sits out a back-off and nothing of it was tried again since a moment: it shows what was before. */
    boolean backsOffSince(Instant moment) {
        return mountsBackOffSince(moment)
                || unready()
                        .anyMatch(c -> (waits(c, "CrashLoopBackOff") && !endedSince(c, moment))
                                || (waits(c, "ImagePullBackOff") && !pulledSince(c, moment)));
    }

    private boolean mountsBackOffSince(Instant moment) {
        return pod.containers().stream().allMatch(VolumeJudge::notMade)
                && events("FailedMount").findAny().isPresent()
                && events("FailedMount").allMatch(e -> e.last().isBefore(moment));
    }

    private boolean pulledSince(ContainerView container, Instant moment) {
        return events("Failed", container)
                .anyMatch(e ->
                        e.message().startsWith("Failed to pull") && !e.last().isBefore(moment));
    }

    private static boolean endedSince(ContainerView container, Instant moment) {
        return container
                .last()
                .flatMap(State.Terminated::finishedAt)
                .filter(at -> !at.isBefore(moment))
                .isPresent();
    }

    Finding finding(
            Diagnosis.Code code,
            ContainerView container,
            String sentence,
            String suggestion,
            List<String> evidence,
            Optional<Instant> settlesAt) {
        return finding(code, Optional.of(container.name()), sentence, suggestion, evidence, settlesAt);
    }

    Finding finding(
            Diagnosis.Code code,
            String sentence,
            String suggestion,
            List<String> evidence,
            Optional<Instant> settlesAt) {
        return finding(code, Optional.empty(), sentence, suggestion, evidence, settlesAt);
    }

    private Finding finding(
            Diagnosis.Code code,
            Optional<String> container,
            String sentence,
            String suggestion,
            List<String> evidence,
            Optional<Instant> settlesAt) {
        return new Finding(
                new Diagnosis(
                        code,
                        sentence,
                        Words.suggestion(code, suggestion),
                        Optional.of(pod.name()),
                        container,
                        evidence,
                        List.of()),
                settlesAt);
    }
}
