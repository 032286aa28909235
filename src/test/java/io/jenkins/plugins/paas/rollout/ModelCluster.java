package io.jenkins.plugins.paas.rollout;

import static io.jenkins.plugins.paas.testing.Observations.APP;
import static io.jenkins.plugins.paas.testing.Observations.imageOf;

import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.ScalerView;
import io.jenkins.plugins.paas.model.Observation.ServiceView;
import io.jenkins.plugins.paas.model.Observation.SetView;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.rollout.ModelDeployment.Template;
import io.jenkins.plugins.paas.testing.Observations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An App in a cluster: a Deployment, its Service and preview, an autoscaler; and what our effects do to them. */
final class ModelCluster {
    static final Pace NATIVE = new Pace(0, Optional.of(600), "25%", "0");

    Optional<ModelDeployment> deployment;
    Map<String, String> pin = Map.of();
    Optional<Long> preview = Optional.empty();
    boolean scalesDown = true;

    /** With so many pods of a Release, all of them ready. */
    ModelCluster(Template running, int desired, Instant now) {
        ModelDeployment made = new ModelDeployment(running, NATIVE, desired);
        deployment = Optional.of(made);
        for (int i = 0; i < 3 * desired + 3; i++) {
            made.sync(now);
            made.sets.forEach(set -> set.sync(now));
            made.sets.forEach(set -> set.pods.forEach(pod -> pod.becomesReady(now)));
        }
    }

    static Template template(long release) {
        return new Template(release, imageOf(release));
    }

    void perform(Effect effect) {
        if (effect instanceof Effect.Reshape reshape) {
            deployment.ifPresent(d -> {
                d.pace = reshape.pace().orElse(d.pace);
                d.paused = reshape.paused();
                d.generation++;
            });
        } else if (effect instanceof Effect.Scale scale) {
            deployment.stream()
                    .flatMap(d -> d.sets.stream())
                    .filter(set -> set.name().equals(scale.set()))
                    .forEach(set -> set.desired = scale.replicas());
        } else if (effect instanceof Effect.Select select) {
            pin = select.pin().labels();
        } else if (effect instanceof Effect.Preview offered) {
            preview = offered.release();
        } else if (effect instanceof Effect.HoldScaleDown hold) {
            scalesDown = !hold.hold();
        } else {
            throw new AssertionError("no Deployment knows " + effect);
        }
    }

    /** The first write of an Apply; the Service comes by {@link #applyService}. */
    void applyWorkload(Effect.Apply apply) {
        ModelDeployment d = deployment.orElseGet(() -> new ModelDeployment(template(apply.release()), NATIVE, 2));
        deployment = Optional.of(d);
        d.template = template(apply.release());
        d.generation++;
        if (apply.entrance() instanceof Effect.Entrance.Held held) {
            d.pace = held.pace();
            d.paused = held.paused();
        } else {
            d.pace = NATIVE;
            d.paused = false;
        }
    }

    void applyService(Effect.Apply apply) {
        // The autoscaler is applied as it is rendered, too.
        scalesDown = true;
        if (apply.entrance() instanceof Effect.Entrance.Held held) {
            pin = held.pin().labels();
        }
    }

    List<ModelSet> sets() {
        return deployment.map(d -> d.sets).orElse(List.of());
    }

    /** Ready pods that the Service sends requests to; those that are as good as gone do not count. */
    int serving() {
        return sets().stream()
                .filter(this::selected)
                .mapToInt(set -> Math.min(set.desired, set.ready()))
                .sum();
    }

    int crashed() {
        return (int) sets().stream()
                .flatMap(set -> set.pods.stream())
                .filter(pod -> pod.crashes)
                .count();
    }

    int size(long release) {
        return sets().stream()
                .filter(set -> set.template.release() == release)
                .mapToInt(set -> set.desired)
                .sum();
    }

    int ready(long release) {
        return sets().stream()
                .filter(set -> set.template.release() == release)
                .mapToInt(ModelSet::ready)
                .sum();
    }

    private boolean selected(ModelSet set) {
        return pin.entrySet().stream()
                .allMatch(label -> label.getKey().equals(Pin.HASH)
                        ? set.hash().equals(label.getValue())
                        : label.getKey().equals(Labels.RELEASE)
                                && set.release().map(String::valueOf).orElse("").equals(label.getValue()));
    }

    Observation seen(Instant now) {
        List<SetView> sets = sets().stream().map(set -> set.view(now)).toList();
        List<PodView> pods = sets().stream()
                .flatMap(set -> set.pods.stream().map(pod -> pod.view(set)))
                .toList();
        Map<String, String> selector = new TreeMap<>(pin);
        selector.put(Labels.NAME, APP);
        List<ServiceView> services = new ArrayList<>(List.of(new ServiceView(APP, selector)));
        preview.ifPresent(release -> services.add(
                new ServiceView(APP + "-preview", Map.of(Labels.NAME, APP, Labels.RELEASE, Long.toString(release)))));
        return new Observation(
                deployment.map(d -> {
                    var builder = Observations.deployment(d.template.release(), d.desired)
                            .image(d.template.image())
                            .generation(d.generation, d.generation)
                            .pace(d.pace);
                    int[] counts = d.counts(now);
                    builder.pods(counts[0], counts[1], counts[2], counts[3]);
                    if (d.paused) {
                        builder.paused();
                    }
                    if (d.template.release() == 0) {
                        builder.unlabelled();
                    }
                    return builder.build();
                }),
                sets,
                pods,
                List.of(),
                Optional.empty(),
                services,
                Optional.of(new ScalerView(APP, 1, 20, scalesDown)));
    }
}
