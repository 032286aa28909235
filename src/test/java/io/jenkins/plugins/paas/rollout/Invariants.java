package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.model.Staging;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.testing.Rollouts;

/** What must hold at every moment of a walk. */
final class Invariants {
    private final ModelCluster cluster;
    private int serving;
    /** Whether what happens now is somebody else's doing, or a pod's own. */
    boolean byOthers;
    /** Whether somebody else let the paused Deployment go on, which we had not yet the time to notice. */
    boolean resumed;

    Invariants(ModelCluster cluster) {
        this.cluster = cluster;
        this.serving = cluster.serving();
    }

    /** How often others acted, scaling aside. Of two in a row Kubernetes itself may lose pods. */
    int hands;

    /** Whether somebody scaled. */
    boolean scaled;

    void check(GatedWalk walk) {
        int now = cluster.serving();
        // Whoever scales a native Deployment that is half way gets what Kubernetes makes of it.
        boolean natively =
                cluster.deployment.filter(d -> d.paused || d.pace.isFrozen()).isEmpty();
        if (!byOthers && hands <= 1 && !(natively && scaled)) {
            int allowed =
                    Math.min(serving, cluster.deployment.map(d -> d.desired).orElse(0));
            if (walk.saved.step() == Step.ADDING) {
                // One that crashed between "one more" and "one less" is missing either way.
                allowed -= cluster.crashed();
            }
            if (scaled && !cluster.pin.isEmpty() && walk.saved.strategy() == Strategy.MANUAL) {
                // Kubernetes spreads a new number over both sets, and new pods that get no requests are part of it.
                allowed -= cluster.size(NEW);
            }
            assertThat(now).as("ready pods that serve").isGreaterThanOrEqualTo(allowed);
        }
        serving = now;
        letThrough(walk.saved, walk.promoted);
        if (hands == 0 && !cluster.pin.isEmpty() && walk.saved.strategy() == Strategy.CANARY && cluster.size(NEW) > 0) {
            assertThat(cluster.scalesDown).as("scales down while two sets run").isFalse();
        }
        cluster.deployment.ifPresent(d -> {
            resumed &= !d.paused;
            if (!cluster.pin.isEmpty()) {
                assertThat(d.pace.isFrozen()).as("a pin lives within a freeze").isTrue();
            }
            if (Long.toString(NEW).equals(cluster.pin.get(Labels.RELEASE))) {
                assertThat(d.paused || resumed)
                        .as("a pin on the new set lives within a pause")
                        .isTrue();
            }
        });
    }

    /** Where persons are asked, nothing begins wholly or goes on by itself; who lets it go on by hand is told apart. */
    private static void letThrough(Rollout saved, boolean promoted) {
        boolean byHand = saved.staging().filter(Staging::unapproved).isPresent();
        if (saved.consent().isEmpty() || promoted || byHand || saved.diagnosis().isPresent()) {
            return;
        }
        assertThat(saved.step())
                .as("a step that nobody let it come to")
                .isNotIn(Step.PROGRESSING, Step.ADDING, Step.SWITCHING, Step.HOLDING, Step.DRAINING, Step.SUCCEEDED);
        if (saved.step() == Step.APPLYING) {
            assertThat(saved.staging()).as("what keeps old pods").isPresent();
        }
    }

    void ended(GatedWalk walk) {
        boolean byHand = walk.saved.staging().filter(Staging::unapproved).isPresent();
        if (walk.saved.consent().isPresent() && !walk.promoted && hands == 0 && !byHand) {
            cluster.deployment.ifPresent(d -> assertThat(d.template.release())
                    .as("what nobody let through")
                    .isNotEqualTo(NEW));
        }
        assertThat(cluster.pin).as("pin at the end").isEmpty();
        assertThat(cluster.preview).as("preview at the end").isEmpty();
        assertThat(cluster.scalesDown).as("autoscaler at the end").isTrue();
        cluster.deployment.ifPresent(d -> {
            assertThat(d.pace).as("pace at the end").isIn(Rollouts.OWN, Rollouts.BEFORE);
            assertThat(d.paused).as("paused at the end").isFalse();
        });
    }
}
