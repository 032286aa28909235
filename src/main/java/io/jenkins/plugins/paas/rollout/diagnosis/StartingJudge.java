package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Observation.Condition;
import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.State;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Pods with nothing wrong that simply are not there yet. It always has something to say, so it is asked last. */
final class StartingJudge implements Judge {
    @Override
    public Stream<Finding> judge(Suspect suspect) {
        Optional<Condition> gated =
                suspect.pod().condition("PodScheduled").filter(c -> c.reason().equals("SchedulingGated"));
        if (gated.isPresent()) {
            return Stream.of(suspect.finding(
                    Code.E_NO_PROGRESS,
                    "The pod " + suspect.pod().name() + " is held back by its scheduling gates.",
                    "Find out who put them there (kubectl get pod -o yaml, schedulingGates) and what they wait for.",
                    List.of("PodScheduled SchedulingGated: "
                            + Words.said(gated.get().message())),
                    Finding.MAY_HEAL));
        }
        Optional<ContainerView> first = suspect.unready().findFirst();
        String sentence = first.filter(c -> suspect.pod().node().isPresent())
                .map(c -> what(suspect, c))
                .orElse("The pod " + suspect.pod().name()
                        + (suspect.pod().node().isPresent() ? " is about to become ready." : " waits for a node."));
        List<String> evidence = first.flatMap(Suspect::waiting)
                // Before the kubelet has seen a pod it says nothing of its containers.
                .filter(w -> !w.reason().isBlank())
                .map(w -> List.of(Words.line(first.orElseThrow(), w)))
                .orElse(first.filter(c -> !c.started())
                        .map(c -> ProbeJudge.evidence(suspect, c, "startup"))
                        .orElse(List.of()));
        String advice = "If it only needs longer, raise rollout.timeout in paas.yaml.";
        // One that runs may say in its log what it waits for.
        return Stream.of(first.filter(c -> c.state() instanceof State.Running)
                .map(c -> suspect.finding(Code.E_NO_PROGRESS, c, sentence, advice, evidence, Finding.MAY_HEAL))
                .orElseGet(() -> suspect.finding(Code.E_NO_PROGRESS, sentence, advice, evidence, Finding.MAY_HEAL)));
    }

    private static String what(Suspect suspect, ContainerView container) {
        String who =
                "the " + Words.name(container) + " of the pod " + suspect.pod().name();
        // Only an init container that goes on running, a sidecar, may have probes.
        if (container.state() instanceof State.Running
                && container.init()
                && container.probes().isEmpty()) {
            return "Waits for " + who + " to finish.";
        }
        if (container.state() instanceof State.Running) {
            return container.started()
                    ? "Waits for " + who + " to become ready."
                    : "Waits for " + who + " to start" + ProbeJudge.budget(container, "startup") + ".";
        }
        boolean pulls = suspect.events("Pulling", container).count()
                > suspect.events("Pulled", container).count();
        return pulls ? "The image of " + who + " is being pulled." : "Waits for " + who + " to be made.";
    }
}
