package io.jenkins.plugins.paas.codec;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Template;
import io.jenkins.plugins.paas.model.RunSpec;
import io.jenkins.plugins.paas.model.Strategy;
import java.util.Map;

/** A Rollout as JSON. */
public final class RolloutJson {
    private RolloutJson() {}

    /** The document; equal Rollouts give equal text. */
    public static String write(Rollout rollout) {
        return Json.write(tree(rollout));
    }

    /** The document's members. */
    public static Map<String, Object> tree(Rollout rollout) {
        // "kind" is the document's own, so the Rollout's stands as "for".
        return Members.document("Rollout")
                .add("app", rollout.ref().app())
                .add("namespace", rollout.ref().namespace())
                .add("cluster", rollout.cluster())
                .add("attempt", rollout.attempt())
                .add("for", rollout.kind())
                .add("strategy", rollout.strategy())
                .add("release", rollout.release())
                .add("fallback", rollout.fallback())
                .add("step", rollout.step())
                .add("timeout", rollout.policy().timeout())
                .add("rollback", rollout.policy().rollback())
                .add("nodesMayJoin", rollout.nodesMayJoin())
                .add("actor", ActorJson.tree(rollout.actor()))
                .add("startedAt", rollout.startedAt())
                .add("stepSince", rollout.stepSince())
                .add("lastProgressAt", rollout.lastProgressAt())
                .add("mostReady", rollout.mostReady())
                .add("brings", rollout.template().map(Template::fingerprint))
                .addAll(rollout.arrived() ? Map.of("arrived", true) : Map.of())
                .add("diagnosis", rollout.diagnosis().map(DiagnosisJson::tree))
                .addAll(gates(rollout))
                .add("staging", rollout.staging().map(StagingJson::tree))
                .add("plan", rollout.plan())
                .add("consent", rollout.consent().map(ConsentJson::tree))
                .tree();
    }

    /**
     * Reads a document.
     *
     * @param what the object that it lies in, for the failure
     * @param json the document
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_RECORD_UNREADABLE}
     */
    public static Rollout read(String what, String json) {
        return Fields.document(what, json, RolloutJson::rollout);
    }

    private static Rollout rollout(Fields fields) {
        return new Rollout(
                terms(fields),
                fields.constant("step", Rollout.Step.class),
                fields.time("stepSince"),
                fields.time("lastProgressAt"),
                fields.small("mostReady"),
                fields.optionalText("brings")
                        .map(print -> new Template(print, fields.has("arrived") && fields.flag("arrived"))),
                fields.optionalObject("diagnosis").map(DiagnosisJson::diagnosis),
                fields.optionalObject("staging").map(StagingJson::staging),
                fields.optionalObject("consent").map(ConsentJson::consent));
    }

    private static Rollout.Terms terms(Fields fields) {
        return new Rollout.Terms(
                new AppRef(fields.made("app", AppName::new), fields.made("namespace", Namespace::new)),
                fields.made("cluster", ClusterName::new),
                fields.whole("attempt"),
                fields.constant("for", Rollout.Kind.class),
                fields.constant("strategy", Strategy.class),
                fields.whole("release"),
                fields.optionalWhole("fallback"),
                new RunSpec.RolloutPolicy(
                        fields.duration("timeout"),
                        fields.flag("rollback"),
                        fields.optionalObject("gates").map(StagingJson::policy).orElse(RunSpec.GatePolicy.DEFAULT)),
                fields.duration("nodesMayJoin"),
                ActorJson.actor(fields.object("actor")),
                fields.time("startedAt"),
                fields.optionalText("plan"));
    }

    /** Most Rollouts have none, and older records know of none: what is usual is left out. */
    private static Map<String, Object> gates(Rollout rollout) {
        RunSpec.GatePolicy gates = rollout.policy().gates();
        return gates.equals(RunSpec.GatePolicy.DEFAULT) ? Map.of() : Map.of("gates", StagingJson.tree(gates));
    }
}
