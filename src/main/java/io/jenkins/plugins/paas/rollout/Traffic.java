package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.ServiceView;
import io.jenkins.plugins.paas.model.Observation.SetView;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.model.Rollout;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which pods the App's Service sends requests to.
 *
 * @param labels those of our labels that its selector asks for; nothing where the App has no Service
 */
record Traffic(Optional<Map<String, String>> labels) {
    static Traffic of(Rollout state, Observation seen) {
        return new Traffic(
                service(seen, state.ref().app().value()).map(ServiceView::pin).map(Traffic::ours));
    }

    /** Where the new pods may be looked at before they get requests. */
    static boolean previewed(Rollout state, Observation seen) {
        return service(seen, state.ref().app().value() + "-preview").isPresent();
    }

    private static Optional<ServiceView> service(Observation seen, String name) {
        return seen.services().stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** What else somebody put into the selector is his. */
    private static Map<String, String> ours(Map<String, String> pin) {
        Map<String, String> ours = new TreeMap<>(pin);
        ours.keySet().removeIf(key -> !key.equals(Labels.RELEASE) && !key.equals(Pin.HASH));
        return ours;
    }

    boolean hasService() {
        return labels.isPresent();
    }

    /** Whether it goes to those pods, as far as there is a Service at all. */
    boolean at(Pin pin) {
        return labels.map(pin.labels()::equals).orElse(true);
    }

    /** Whether it goes to some of the pods only. */
    boolean pinned() {
        return !at(new Pin.None());
    }

    /** Whether it goes to a pod; all pods bear the App's name. */
    boolean reaches(PodView pod) {
        return labels.orElse(Map.of()).entrySet().stream()
                .allMatch(label -> label.getKey().equals(Pin.HASH)
                        ? pod.revision().equals(label.getValue())
                        : pod.release()
                                .map(String::valueOf)
                                .filter(label.getValue()::equals)
                                .isPresent());
    }

    /** Whether a pod is among those that a pin means. */
    static boolean meant(Pin pin, PodView pod) {
        if (pin instanceof Pin.OfRelease of) {
            return pod.release().filter(r -> r == of.number()).isPresent();
        }
        return !(pin instanceof Pin.OfSet of) || pod.revision().equals(of.hash());
    }

    /** Whether a ReplicaSet's pods are. */
    static boolean meant(Pin pin, SetView set) {
        if (pin instanceof Pin.OfRelease of) {
            return set.release().filter(r -> r == of.number()).isPresent();
        }
        return !(pin instanceof Pin.OfSet of) || set.hash().equals(of.hash());
    }
}
