package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;

import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.rollout.ModelDeployment.Template;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** All that goes on around a Rollout: time, controllers, kubelets, an autoscaler, people, and people who do not ask. */
final class World {
    /** How the new pods behave. */
    private enum Fate {
        WELL,
        CRASH,
        HANG,
        CRASH_LATER
    }

    private final GatedWalk walk;
    private final Invariants invariants;
    private final Random random;
    private final Fate fate;
    private double others;
    private double people;
    private final double eager;

    World(GatedWalk walk, Invariants invariants, Random random) {
        this.walk = walk;
        this.invariants = invariants;
        this.random = random;
        int kind = random.nextInt(8);
        this.fate = kind < 5 ? Fate.WELL : Fate.values()[kind - 4];
        this.others = random.nextBoolean() ? 0 : 0.06;
        this.people = 0.08;
        this.eager = 0.3 + 0.7 * random.nextDouble();
    }

    void calm() {
        others = 0;
        people = 0;
    }

    void turn() {
        if (random.nextInt(5) > 0) {
            walk.decide(this::meanwhile);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            walk.controllers(eager);
            kubelets();
        }
        if (random.nextDouble() < people) {
            person();
        }
        if (random.nextDouble() < others) {
            invariants.byOthers = true;
            other();
            invariants.byOthers = false;
        }
        walk.now = walk.now.plusMillis(random.nextInt(random.nextInt(20) == 0 ? 60_000 : 3_000));
    }

    /** In the milliseconds before the next observation: a controller looks, or the person speaks. */
    private void meanwhile() {
        walk.controllers(eager / 2);
        if (random.nextInt(4) == 0) {
            person();
        }
    }

    private void kubelets() {
        for (ModelSet set : walk.cluster.sets()) {
            for (ModelPod pod : set.pods) {
                boolean fresh = set.template.release() == NEW;
                if (!pod.ready()
                        && random.nextInt(3) == 0
                        && (!fresh || fate == Fate.WELL || fate == Fate.CRASH_LATER)) {
                    pod.becomesReady(walk.now);
                    walk.happened("ready " + pod.name);
                } else if (!pod.ready() && fresh && fate == Fate.CRASH && random.nextInt(3) == 0) {
                    pod.fails();
                } else if (pod.ready() && fresh && fate == Fate.CRASH_LATER && random.nextInt(15) == 0) {
                    fail(pod);
                }
            }
        }
    }

    private void fail(ModelPod pod) {
        invariants.byOthers = true;
        pod.fails();
        walk.happened("crashed " + pod.name);
        invariants.byOthers = false;
    }

    private void person() {
        switch (random.nextInt(5)) {
            case 0 -> walk.abort();
            case 1 -> walk.promote(new Grant.More(1 + random.nextInt(2)));
            case 2 -> walk.promote(new Grant.Share(1 + random.nextInt(100)));
            default -> walk.promote(new Grant.All());
        }
    }

    private void other() {
        ModelCluster cluster = walk.cluster;
        if (cluster.deployment.isEmpty()) {
            return;
        }
        ModelDeployment d = cluster.deployment.get();
        int kind = random.nextInt(11);
        invariants.hands += kind >= 4 && kind <= 6 ? 0 : 1;
        switch (kind) {
            case 0 -> d.template = new Template(d.template.release(), "by-hand-" + random.nextInt(3));
            case 1 -> {
                // kubectl refuses to undo a paused Deployment; an apply of the old file does not ask.
                d.template = ModelCluster.template(OLD);
            }
            case 2, 3 -> {
                d.paused = false;
                invariants.resumed = true;
            }
            case 4, 5, 6 -> {
                d.desired = Math.max(1, d.desired + random.nextInt(7) - 3);
                invariants.scaled = true;
            }
            case 7 -> cluster.pin = Map.of();
            case 8 -> pod();
            case 9 -> {
                if (!d.sets.isEmpty()) {
                    d.sets.remove(random.nextInt(d.sets.size()));
                }
            }
            default -> {
                if (random.nextInt(3) == 0) {
                    cluster.deployment = java.util.Optional.empty();
                }
            }
        }
        walk.happened("somebody else");
    }

    private void pod() {
        List<ModelSet> with =
                walk.cluster.sets().stream().filter(set -> !set.pods.isEmpty()).toList();
        if (!with.isEmpty()) {
            with.get(random.nextInt(with.size())).pods.remove(0);
        }
    }
}
