package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.codec.Canonical;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Observation.Condition;
import io.jenkins.plugins.paas.model.Observation.ServiceView;
import io.jenkins.plugins.paas.model.Observation.SetView;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import io.jenkins.plugins.paas.model.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads from objects of the API the few fields that an observation keeps. */
final class Views {
    private static final String PREVIEW = "-preview";

    private Views() {}

    static WorkloadView workload(Workload kind, Tree object) {
        Tree spec = object.at("spec");
        Tree status = object.at("status");
        Tree template = spec.at("template");
        return new WorkloadView(
                kind,
                object.at("metadata").text("name"),
                object.at("metadata").big("generation"),
                status.big("observedGeneration"),
                release(template),
                image(template, object.at("metadata").text("name")),
                fingerprint(template),
                spec.number("replicas", 1),
                status.number("replicas"),
                status.number("updatedReplicas"),
                status.number("readyReplicas"),
                status.number("availableReplicas"),
                spec.flag("paused"),
                status.find("updateRevision"),
                status.find("currentRevision"),
                kind == Workload.DEPLOYMENT ? pace(spec) : Pace.DEFAULT,
                spec.at("updateStrategy", "rollingUpdate").number("partition"),
                conditions(status));
    }

    /**
     * How fast a Deployment goes on; what the API server has not filled in reads as its defaults.
     *
     * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/#DeploymentSpec">
     *     DeploymentSpec</a>
     */
    private static Pace pace(Tree spec) {
        Tree update = spec.at("strategy", "rollingUpdate");
        // Recreate takes all pods away before it makes new ones.
        boolean recreate = spec.at("strategy").text("type").equals("Recreate");
        return new Pace(
                spec.number("minReadySeconds"),
                Optional.of(spec.number("progressDeadlineSeconds", 600)),
                recreate ? "0" : IntOrString.text(update, "maxSurge", Pace.DEFAULT.maxSurge()),
                recreate ? "100%" : IntOrString.text(update, "maxUnavailable", Pace.DEFAULT.maxUnavailable()));
    }

    /** A Service of the App's name, or its preview; others are not told. */
    static Optional<ServiceView> service(AppRef app, Tree object) {
        String name = object.at("metadata").text("name");
        if (!name.equals(app.app().value()) && !name.equals(app.app() + PREVIEW)) {
            return Optional.empty();
        }
        Map<String, String> selector = new TreeMap<>();
        Tree labels = object.at("spec", "selector");
        labels.map().keySet().forEach(label -> selector.put(label, labels.text(label)));
        return Optional.of(new ServiceView(name, selector));
    }

    /** The App's container bears its name; where none does, the first one is taken for it. */
    private static Optional<String> image(Tree template, String app) {
        List<Tree> containers = template.at("spec").trees("containers");
        return containers.stream()
                .filter(each -> each.text("name").equals(app))
                .findFirst()
                .or(() -> containers.stream().findFirst())
                .map(each -> each.text("image"));
    }

    /** Of what runs: annotations are marks, such as that of {@code kubectl rollout restart}. */
    static String fingerprint(Tree template) {
        return Sha256.of(Canonical.write(Map.of(
                "labels",
                template.at("metadata", "labels").map(),
                "spec",
                template.at("spec").map())));
    }

    static SetView set(Tree object) {
        Tree metadata = object.at("metadata");
        String revision = metadata.at("annotations").text("deployment.kubernetes.io/revision");
        Tree status = object.at("status");
        return new SetView(
                metadata.text("name"),
                release(object.at("spec", "template")),
                metadata.at("labels").text("pod-template-hash"),
                whole(revision).orElse(0L),
                object.at("spec").number("replicas", 1),
                status.number("replicas"),
                status.number("readyReplicas"),
                status.number("availableReplicas"),
                conditions(status));
    }

    static List<Condition> conditions(Tree status) {
        return status.trees("conditions").stream()
                .map(each -> new Condition(
                        each.text("type"),
                        each.text("status"),
                        each.text("reason"),
                        each.text("message"),
                        each.time("lastTransitionTime")))
                .toList();
    }

    /** The Release that an object's or a template's label names. */
    static Optional<Long> release(Tree object) {
        return whole(object.at("metadata", "labels").text(Labels.RELEASE));
    }

    static Optional<Long> whole(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
