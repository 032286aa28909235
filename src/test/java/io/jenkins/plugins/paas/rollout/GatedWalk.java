package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.START;
import static io.jenkins.plugins.paas.testing.Observations.templateOf;

import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One Rollout with gates in a {@link ModelCluster}: by processes that die anywhere, beside controllers that look when they
 * like.
 */
final class GatedWalk {
    /** The process is gone. */
    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    final ModelCluster cluster;
    final Random random;
    final List<String> log = new ArrayList<>();
    Rollout saved;
    Instant now = START;
    double dies;
    double stale;
    /** Whether a person let it go on, at whatever gate. */
    boolean promoted;
    /** Told after whatever happens, with who did it. */
    private final Consumer<String> watcher;

    GatedWalk(ModelCluster cluster, Rollout planned, Random random, Consumer<GatedWalk> watcher) {
        this.cluster = cluster;
        this.saved = planned;
        this.random = random;
        this.watcher = what -> {
            log.add(now.getEpochSecond() - START.getEpochSecond() + " " + what + " -> " + describe());
            watcher.accept(this);
        };
    }

    private String describe() {
        return saved.step() + " pin " + cluster.pin + " serving " + cluster.serving()
                + cluster.deployment
                        .map(d -> " R" + d.desired + (d.paused ? " paused" : "") + (d.pace.isFrozen() ? " frozen" : "")
                                + " of " + d.template.release() + " "
                                + d.sets.stream()
                                        .map(s -> s.hash() + ":" + s.desired + "/" + s.pods.size() + "/" + s.ready())
                                        .toList())
                        .orElse(" gone");
    }

    /** One decision and what follows from it; more of them on what was seen before, as long as nothing newer came. */
    void decide(Runnable meanwhile) {
        Observation seen = cluster.seen(now);
        try {
            decide(seen);
            while (random.nextDouble() < stale) {
                meanwhile.run();
                decide(seen);
            }
        } catch (Died e) {
            saved = RolloutMachine.resumed(saved, now);
            log.add("process died");
        }
    }

    private void decide(Observation seen) {
        Decision decision = RolloutMachine.decide(saved, seen, now);
        mayDie();
        save(decision.next());
        mayDie();
        for (Effect effect : decision.effects()) {
            perform(effect);
            mayDie();
        }
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.Apply apply) {
            cluster.applyWorkload(apply);
            happened("apply workload " + apply);
            mayDie();
            cluster.applyService(apply);
            happened("apply service " + apply);
            mayDie();
            save(RolloutMachine.applied(saved, templateOf(apply.release()), now));
        } else {
            cluster.perform(effect);
            happened("effect " + effect);
        }
    }

    private void save(Rollout next) {
        if (next.step() != saved.step()) {
            log.add("step " + saved.step() + " -> " + next.step());
        }
        saved = next;
    }

    private void mayDie() {
        if (random.nextDouble() < dies) {
            throw new Died();
        }
    }

    void happened(String what) {
        watcher.accept(what);
    }

    /** The controllers look, each if it likes, and time passes. */
    void controllers(double eager) {
        if (random.nextDouble() < eager) {
            cluster.deployment.ifPresent(d -> {
                if (d.sync(now)) {
                    happened("deployment controller");
                }
            });
        }
        for (ModelSet set : cluster.sets()) {
            if (random.nextDouble() < eager && set.sync(now)) {
                happened("replica set controller " + set.hash());
            }
        }
    }

    boolean promote(Grant grant) {
        Rollout next = RolloutMachine.promoted(saved, grant, now);
        boolean taken = !next.equals(saved);
        promoted |= taken;
        save(next);
        return taken;
    }

    boolean abort() {
        Rollout next = RolloutMachine.aborted(saved, now);
        boolean taken = !next.equals(saved);
        save(next);
        return taken;
    }

    boolean atGate() {
        return saved.step().isGate();
    }
}
