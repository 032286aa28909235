package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.EventView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Volumes that cannot be attached or mounted, so that no container of the pod is even made. */
final class VolumeJudge implements Judge {
    private static final Set<String> BEFORE_ANY_RUNS = Set.of("ContainerCreating", "PodInitializing");

    /** Made in each new namespace, some seconds later where the controller manager is busy or was away. */
    private static final Set<String> CLUSTERS_OWN =
            Set.of("the ConfigMap kube-root-ca.crt", "the ConfigMap openshift-service-ca.crt");

    @Override
    public Stream<Finding> judge(Suspect suspect) {
        if (suspect.pod().node().isEmpty()
                || !suspect.pod().containers().stream().allMatch(VolumeJudge::notMade)) {
            return Stream.empty();
        }
        // An image is asked for once everything is mounted.
        Instant mounted = Stream.concat(suspect.events("Pulling"), suspect.events("Pulled"))
                .map(EventView::last)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        List<EventView> troubles = Stream.concat(suspect.events("FailedMount"), suspect.events("FailedAttachVolume"))
                .filter(e -> e.last().isAfter(mounted))
                .toList();
        if (troubles.isEmpty()) {
            return Stream.empty();
        }
        EventView newest =
                troubles.stream().max(Comparator.comparing(EventView::last)).orElseThrow();
        // The kubelet tells of the object that is missing again and again; its summary of a wait names none.
        Optional<String> missing = troubles.stream()
                .flatMap(e -> ConfigJudge.missing(e.message()).stream())
                .min(Comparator.comparing(CLUSTERS_OWN::contains));
        return Stream.of(missing.map(what -> suspect.finding(
                        Code.E_CONFIG_MISSING,
                        "The pod " + suspect.pod().name() + " mounts " + what + ", which is not there.",
                        CLUSTERS_OWN.contains(what)
                                ? "Kubernetes itself makes it in each namespace; ask whoever runs the cluster whether its"
                                        + " controller manager is well."
                                : "Create it in the App's namespace, or correct the name in paas.yaml.",
                        Words.lines(troubles.stream()),
                        // The first time, the object may just be on its way to the kubelet.
                        Finding.settledIf(!CLUSTERS_OWN.contains(what) && tries(troubles, what) > 1)))
                .orElseGet(() -> suspect.finding(
                        Code.E_VOLUME,
                        "A volume of the pod " + suspect.pod().name() + " cannot be "
                                + (newest.reason().equals("FailedMount") ? "mounted." : "attached to its node."),
                        newest.message().contains("Multi-Attach")
                                ? "The volume is still held by another node; it comes free when the pod there is gone."
                                : "Read what the kubelet says of the volume, and check the claim (kubectl describe pvc).",
                        Words.lines(troubles.stream()),
                        Finding.MAY_HEAL)));
    }

    private static int tries(List<EventView> troubles, String missing) {
        return troubles.stream()
                .filter(e -> ConfigJudge.missing(e.message()).equals(Optional.of(missing)))
                .mapToInt(EventView::count)
                .sum();
    }

    /** Whether it waits for what comes before it can be made, as volumes do. */
    static boolean notMade(ContainerView container) {
        return Suspect.waiting(container)
                .filter(w -> BEFORE_ANY_RUNS.contains(w.reason()))
                .isPresent();
    }
}
