package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Observation.EventView;
import java.util.List;
import java.util.stream.Stream;

/** Nodes that do not do their part. Kubernetes puts pods of a lost node elsewhere by itself, so this is never a verdict. */
final class NodeJudge implements Judge {
    @Override
    public Stream<Finding> judge(Suspect suspect) {
        if (suspect.pod().node().isEmpty()) {
            return Stream.empty();
        }
        String node = suspect.pod().node().orElseThrow();
        List<EventView> lost = Stream.of("NodeNotReady", "TaintManagerEviction")
                .flatMap(suspect::events)
                .toList();
        if (!lost.isEmpty() || suspect.pod().reason().equals("NodeLost")) {
            return Stream.of(finding(
                    suspect, "The node " + node + " of the pod " + suspect.pod().name() + " is lost.", lost));
        }
        boolean starting = suspect.pod().phase().equals("Pending");
        List<EventView> sandbox = Stream.of("FailedCreatePodSandBox", "NetworkNotReady")
                .flatMap(suspect::events)
                .toList();
        return starting && !sandbox.isEmpty()
                ? Stream.of(finding(
                        suspect,
                        "The node " + node + " cannot give the pod "
                                + suspect.pod().name() + " a network.",
                        sandbox))
                : Stream.empty();
    }

    private static Finding finding(Suspect suspect, String sentence, List<EventView> events) {
        return suspect.finding(
                Code.E_NODE,
                sentence,
                "Look at the node (kubectl describe node); the App is not at fault.",
                Words.lines(events.stream()),
                Finding.MAY_HEAL);
    }
}
