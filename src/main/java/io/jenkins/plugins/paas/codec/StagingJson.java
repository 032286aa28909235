package io.jenkins.plugins.paas.codec;

import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.model.RunSpec.GatePolicy;
import io.jenkins.plugins.paas.model.Staging;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What strategies with gates know and are told, as JSON within a Rollout. */
final class StagingJson {
    private StagingJson() {}

    static Map<String, Object> tree(Staging staging) {
        return new Members()
                .add("before", tree(staging.before()))
                .add("own", tree(staging.own()))
                .add("old", staging.old().map(Pin::labels))
                .add("pods", staging.pods())
                .add("share", staging.share())
                .add("gateSince", staging.gateSince())
                .add("holdUntil", staging.holdUntil())
                .add("troubledSince", staging.troubledSince())
                .add("worked", staging.worked())
                .add("waited", staging.waited())
                .add("hands", staging.hands().stream().toList())
                .tree();
    }

    static Staging staging(Fields fields) {
        Set<Staging.Hand> hands = EnumSet.noneOf(Staging.Hand.class);
        hands.addAll(fields.constants("hands", Staging.Hand.class));
        return new Staging(
                pace(fields.object("before")),
                pace(fields.object("own")),
                fields.optionalObject("old").map(pin -> pin(fields.textsByName("old"))),
                fields.small("pods"),
                fields.small("share"),
                fields.optionalTime("gateSince"),
                fields.optionalTime("holdUntil"),
                fields.optionalTime("troubledSince"),
                fields.duration("worked"),
                fields.duration("waited"),
                hands);
    }

    static Map<String, Object> tree(GatePolicy gates) {
        return new Members()
                .add("firstPodTraffic", gates.firstPodTraffic())
                .add("hold", gates.hold())
                .add("autoPromote", gates.autoPromote())
                .add("timeout", gates.timeout())
                .add("onTimeout", gates.onTimeout())
                .tree();
    }

    static GatePolicy policy(Fields fields) {
        return new GatePolicy(
                fields.flag("firstPodTraffic"),
                fields.duration("hold"),
                fields.optionalDuration("autoPromote"),
                fields.optionalDuration("timeout"),
                fields.constant("onTimeout", GatePolicy.OnTimeout.class));
    }

    private static Map<String, Object> tree(Pace pace) {
        return new Members()
                .add("minReadySeconds", pace.minReadySeconds())
                .add("deadlineSeconds", pace.deadlineSeconds())
                .add("maxSurge", pace.maxSurge())
                .add("maxUnavailable", pace.maxUnavailable())
                .tree();
    }

    private static Pace pace(Fields fields) {
        return new Pace(
                fields.small("minReadySeconds"),
                fields.optionalSmall("deadlineSeconds"),
                fields.text("maxSurge"),
                fields.text("maxUnavailable"));
    }

    /** A pin stands as the labels that it asks for. */
    private static Pin pin(Map<String, String> labels) {
        for (Map.Entry<String, String> label : labels.entrySet()) {
            return label.getKey().equals(Pin.HASH)
                    ? new Pin.OfSet(label.getValue())
                    : new Pin.OfRelease(Long.parseLong(label.getValue()));
        }
        return new Pin.None();
    }
}
