package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.container;

import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.testing.ContainerBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A pod: it starts, is ready or crashes. */
final class ModelPod {
    final String name;
    final Instant created;
    Optional<Instant> readySince = Optional.empty();
    boolean crashes;
    int restarts;

    ModelPod(String name, Instant created) {
        this.name = name;
        this.created = created;
    }

    boolean ready() {
        return readySince.isPresent();
    }

    void becomesReady(Instant now) {
        readySince = Optional.of(now);
        crashes = false;
    }

    void fails() {
        readySince = Optional.empty();
        crashes = true;
        restarts++;
    }

    PodView view(ModelSet set) {
        ContainerBuilder app = container().restarts(restarts);
        if (ready()) {
            app.running(readySince.get()).ready();
        } else if (crashes) {
            app.waiting("CrashLoopBackOff", "").last(1, "Error", "", created);
        } else {
            app.starting(created);
        }
        return new PodView(
                name,
                set.release(),
                set.hash(),
                Optional.of("node-1"),
                ready() ? "Running" : "Pending",
                "",
                "",
                ready(),
                created,
                readySince,
                ready() ? Optional.empty() : Optional.of(created),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(app.build()),
                List.of());
    }
}
