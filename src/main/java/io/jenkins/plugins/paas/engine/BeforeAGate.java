package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Preflight.Permission;
import java.util.List;
import java.util.Optional;

/** Whether a gate can hold a Release beside the pods that run, as it promises: what it could not is refused before anything changes. */
record BeforeAGate(Connection connection, Target target, Strategy strategy) {
    /**
     * Looks.
     *
     * @param before the Release that runs, if it is known
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_WORKLOAD_KIND}, {@code E_FEWER_PODS}, {@code E_NAME_TAKEN},
     *     {@code E_FORBIDDEN}
     */
    void look(Release release, Optional<Release> before, Observation seen) {
        requireKind(release, seen);
        requirePods(release, before, seen);
        requirePreviewName(release);
        requireRights();
    }

    /** A gate holds new pods beside old ones of the same workload, and moves the requests between them. */
    private static void requireKind(Release release, Observation seen) {
        Optional<Workload> running = seen.workload().map(WorkloadView::kind);
        boolean another = running.filter(kind -> release.objects().stream()
                        .noneMatch(object -> object.kind().equals(kind.kind())))
                .isPresent();
        if (another) {
            throw Failures.invalid(
                    "E_WORKLOAD_KIND",
                    "a " + running.map(Workload::kind).orElse("") + " runs and release " + release.number()
                            + " has another kind of workload, whose pods no gate can hold beside the old ones",
                    "change 'workload' with 'strategy: rolling'; from then on a gate is possible again");
        }
    }

    /** A paused Deployment is scaled all the same: the pods that are to go would go before anybody said a word. */
    private static void requirePods(Release release, Optional<Release> before, Observation seen) {
        Optional<Integer> wanted = replicas(release);
        // What an autoscaler made of it, where the number is its own; what somebody else scales by hand is not ours to
        // keep.
        Optional<Integer> there =
                before.flatMap(BeforeAGate::replicas).or(() -> seen.workload().map(WorkloadView::desired));
        if (wanted.isPresent() && there.isPresent() && wanted.get() < there.get()) {
            throw Failures.invalid(
                    "E_FEWER_PODS",
                    "release " + release.number() + " wants " + wanted.get() + " pods and " + there.get()
                            + " are there: those of before would go at once, and not only when somebody confirms",
                    "change 'replicas' with 'strategy: rolling', or leave it as it is until this release is in");
        }
    }

    /** Of a workload whose number is not left to an autoscaler. */
    private static Optional<Integer> replicas(Release release) {
        return release.objects().stream()
                .filter(KubeObject::isWorkload)
                .findFirst()
                .flatMap(KubeObject::replicas);
    }

    /** Another App may have the name that the preview would get. */
    private void requirePreviewName(Release release) {
        if (strategy == Strategy.MANUAL && target.run().rollout().gates().firstPodTraffic()) {
            return;
        }
        String app = target.ref().app().value();
        PreviewService.of(app, release.objects(), release.number())
                .ifPresent(preview -> connection
                        .cluster()
                        .preview(target.namespace(), List.of(preview))
                        .forEach(look -> look.live()
                                .filter(there -> !PlainData.at(there.body(), "metadata", "labels", Labels.NAME)
                                        .equals(Optional.of(app)))
                                .ifPresent(there -> {
                                    throw Failures.invalid(
                                            "E_NAME_TAKEN",
                                            preview + " in namespace " + target.namespace()
                                                    + " is not of this app, and its preview needs that name",
                                            "give one of them another name, or use 'strategy: rolling'");
                                })));
    }

    /** What is missing would be noticed half way, when it is too late to turn back. */
    private void requireRights() {
        List<Problem> missing =
                connection.preflight().missing(target.namespace(), Permissions.ofGates(target.run())).stream()
                        .map(this::missing)
                        .toList();
        if (!missing.isEmpty()) {
            throw new PaasException(Outcome.NOT_ALLOWED, missing);
        }
    }

    private Problem missing(Permission permission) {
        return Problem.of(
                "E_FORBIDDEN",
                "you may not " + permission.verb() + " " + permission.resource() + " in namespace " + target.namespace()
                        + ", which strategy " + Words.of(strategy) + " needs " + permission.why(),
                "ask for a Role with the verb " + permission.verb() + " on " + permission.resource()
                        + "; 'paas doctor' names all that are missing");
    }
}
