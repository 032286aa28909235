package io.jenkins.plugins.paas.model;

import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.RunSpec.GatePolicy;
import io.jenkins.plugins.paas.model.RunSpec.GatePolicy.OnTimeout;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a person is shown who is to decide at a gate.
 *
 * @param rollout the Rollout that waits
 * @param pods the pods of the new Release
 * @param logs the last lines of their logs, by pod
 * @param changes what differs from the Release that runs, one sentence each
 * @param traffic how requests are shared among Releases, in percent; empty without a Service
 * @param desired how many pods the App is to have
 * @param oldPods how many pods of other Releases there are
 * @param oldTrouble why those fail, if they do
 * @param due when something happens by itself; nothing where it waits for as long as it takes
 */
public record Gate(
        Rollout rollout,
        List<PodView> pods,
        Map<String, List<String>> logs,
        List<String> changes,
        Map<Long, Integer> traffic,
        int desired,
        int oldPods,
        Optional<Diagnosis> oldTrouble,
        Optional<Due> due) {
    public Gate {
        pods = List.copyOf(pods);
        logs = new TreeMap<>(logs);
        changes = List.copyOf(changes);
        traffic = new TreeMap<>(traffic);
    }

    /** How many pods of the new Release are ready. */
    public int ready() {
        return (int) pods.stream().filter(PodView::ready).count();
    }

    /**
     * What happens by itself.
     *
     * @param at when
     * @param what in words, such as {@code it is aborted}
     */
    public record Due(Instant at, String what) {
        /** What time brings next to an open Rollout; nothing where it waits for as long as it takes. */
        public static Optional<Due> of(Rollout rollout) {
            if (rollout.step() == Rollout.Step.HOLDING) {
                return rollout.staging().flatMap(Staging::holdUntil).map(at -> new Due(at, "the old pods go"));
            }
            if (!rollout.step().isGate()) {
                return Optional.empty();
            }
            GatePolicy policy = rollout.gates();
            Instant opened = rollout.gateSince();
            Optional<Due> promotes = policy.autoPromote()
                    .map(after -> new Due(opened.plus(after), "it is promoted, if all goes well until then"));
            Optional<Due> ends = policy.timeout()
                    .map(after -> new Due(
                            opened.plus(after),
                            policy.onTimeout() == OnTimeout.PROMOTE ? "it is promoted" : "it is aborted"));
            return Stream.concat(promotes.stream(), ends.stream()).min(Comparator.comparing(Due::at));
        }
    }
}
