package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Observation.Condition;
import io.jenkins.plugins.paas.model.Observation.SetView;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import java.util.List;
import java.util.Optional;

/** Reads from objects of the API the few fields that an observation keeps. */
final class Views {
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
                spec.number("replicas", 1),
                status.number("replicas"),
                status.number("updatedReplicas"),
                status.number("readyReplicas"),
                status.number("availableReplicas"),
                spec.flag("paused"),
                status.find("updateRevision"),
                status.find("currentRevision"),
                Pace.DEFAULT,
                0,
                conditions(status));
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
                conditions(status));
    }

    static List<Condition> conditions(Tree status) {
        return status.trees("conditions").stream()
                .map(each -> new Condition(
                        each.text("type"), each.text("status"), each.text("reason"), each.text("message")))
                .toList();
    }

    /** The Release that an object's or a template's label names. */
    static Optional<Long> release(Tree object) {
        return whole(object.at("metadata", "labels").text(Labels.RELEASE));
    }

    private static Optional<Long> whole(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
