package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.State;
import java.time.Duration;
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
    /** After so many tries a back-off is as long as it gets. */
    private static final int MANY = 6;

    /** Containers that hold the pod up: init containers that did not finish, others that are not ready. */
    Stream<ContainerView> unready() {
        return pod.containers().stream().filter(c -> c.init() ? !finished(c) && !c.ready() : !c.ready());
    }

    private static boolean finished(ContainerView container) {
        return container.state() instanceof State.Terminated end && end.exitCode() == 0;
    }

    /** Whether no kubelet has taken it yet, and nobody said that none will: once one has, each container has a state. */
    boolean untaken() {
        return pod.containers().stream()
                        .allMatch(c ->
                                waiting(c).filter(w -> w.reason().isBlank()).isPresent())
                && pod.condition("PodScheduled").filter(c -> !c.holds()).isEmpty()
                && pod.unscheduled(scene.seen().events()).isEmpty();
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

    /**
     * How long the kubelet makes it wait where nothing of it was tried again since a moment, so that it shows what was before;
     * zero where something was. Where our clock is ahead, pods of this Rollout look as if they were of before, too: few tries
     * are a short wait.
     */
    Duration backOffSince(Instant moment) {
        Stream<Integer> crashes = unready()
                .filter(c -> waits(c, "CrashLoopBackOff") && !endedSince(c, moment))
                .map(ContainerView::restarts);
        Stream<Integer> pulls = unready()
                .filter(c -> waits(c, "ImagePullBackOff"))
                .map(c -> events("Failed", c)
                        .filter(e -> e.message().startsWith("Failed to pull"))
                        .toList())
                // The kubelet tells of a pod less and less, and the API server forgets within the hour.
                .map(failures -> failures.isEmpty() ? MANY : tries(failures, moment));
        Stream<Integer> mounts = pod.containers().stream().allMatch(VolumeJudge::notMade)
                ? Stream.of(tries(events("FailedMount").toList(), moment))
                : Stream.empty();
        return Stream.of(crashes, pulls, mounts)
                .flatMap(tries -> tries)
                .max(Integer::compareTo)
                .map(Suspect::backOff)
                .orElse(Duration.ZERO);
    }

    /** How often something was tried, all before a moment; zero where it was tried since. */
    private static int tries(List<EventView> failures, Instant moment) {
        return failures.stream().allMatch(e -> e.last().isBefore(moment))
                ? failures.stream().mapToInt(EventView::count).sum()
                : 0;
    }

    /** Ten seconds, then twice as long each time, five minutes at most. */
    private static Duration backOff(int tries) {
        return tries == 0 ? Duration.ZERO : Duration.ofSeconds(Math.min(300, 10L << (Math.min(tries, MANY) - 1)));
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
