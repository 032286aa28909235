package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.model.Rollout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * New pods come up in a frozen Deployment, beside the old ones: its controller makes as many as the surge allows and stops.
 *
 * <p>It is let go on until they are ready, then paused again.
 */
final class Growth {
    private Growth() {}

    /**
     * Decides.
     *
     * @param at the stage
     * @param target how many new pods
     * @param surge how many the controller may make
     */
    static Decision decide(Stage at, int target, String surge) {
        Optional<Pin> old = at.staging().old();
        boolean kept = old.filter(pin -> !at.traffic().at(pin)).isEmpty();
        if (!kept && !at.rerouted()) {
            if (at.paused() && at.readyAt(old.orElseThrow()) < Math.min(at.desired(), at.serving())) {
                // Scaled just now, or pods were lost: the old set takes the requests again when it can.
                return Waiting.decide(at, List.of());
            }
            // We let it go on only after the pin was seen. Who took it off since then wants all pods to serve.
            return at.paused()
                    ? Decision.watch(at.state(), List.of(new Effect.Select(old.orElseThrow())), limit(at))
                    : decide(at.noted(), target, surge);
        }
        List<Effect> strangers = old.map(pin -> strangers(at, pin)).orElse(List.of());
        if (at.paused() && !strangers.isEmpty()) {
            return Decision.watch(at.state(), strangers, limit(at));
        }
        if (!at.grown(target)) {
            return Waiting.decide(at, at.paused() ? letGo(at, surge) : List.of());
        }
        Optional<Instant> steady = Steadiness.waitUntil(at.state(), at.state().release(), at.seen(), at.now());
        if (steady.isPresent()) {
            return Decision.watch(at.state(), List.of(), steady.get());
        }
        return at.paused()
                ? Decision.on(reached(at), at.now())
                : Decision.watch(at.state(), List.of(new Effect.Reshape(Optional.empty(), true)), limit(at));
    }

    /**
     * What somebody's unfinished rollout left beside the pods that keep the requests: the controller counts its pods as
     * available too, and would take as many away from those that serve.
     */
    private static List<Effect> strangers(Stage at, Pin old) {
        return at.oldSets().stream()
                .filter(set -> !Traffic.meant(old, set))
                .<Effect>map(set -> new Effect.Scale(set.name(), 0))
                .toList();
    }

    private static Instant limit(Stage at) {
        return at.state().deadline().isAfter(at.now())
                ? at.state().deadline()
                : at.now().plus(Arrival.GRACE);
    }

    private static List<Effect> letGo(Stage at, String surge) {
        List<Effect> effects = new ArrayList<>();
        // Whatever is seen: a pin on the new set must never outlive the pause.
        at.staging()
                .old()
                .map(pin -> new Effect.Select(at.rerouted() ? new Pin.None() : pin))
                .ifPresent(effects::add);
        if (at.staging().old().isPresent() && at.traffic().hasService()) {
            effects.add(new Effect.Preview(Optional.of(at.state().release())));
        }
        effects.add(new Effect.Reshape(Optional.of(Pace.frozen(surge)), false));
        return effects;
    }

    /** The gate; or on, where a person confirmed already and the set only had to be made whole again. */
    private static Rollout reached(Stage at) {
        return at.staging().all() ? Confirmation.goOn(at.state(), at.now()) : Gate.open(at);
    }
}
