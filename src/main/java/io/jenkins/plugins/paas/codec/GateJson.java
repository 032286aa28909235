package io.jenkins.plugins.paas.codec;

import io.jenkins.plugins.paas.model.Gate;
import java.util.Map;
import java.util.TreeMap;

/** A gate as JSON; it is written only. */
public final class GateJson {
    private GateJson() {}

    /** The members. */
    public static Map<String, Object> tree(Gate gate) {
        Map<String, Object> traffic = new TreeMap<>();
        gate.traffic().forEach((release, percent) -> traffic.put(String.valueOf(release), percent));
        return new Members()
                .add("release", gate.rollout().release())
                .add("strategy", gate.rollout().strategy())
                .add("step", gate.rollout().step())
                .add("since", gate.rollout().stepSince())
                .add("ready", gate.ready())
                .add("desired", gate.desired())
                .add("oldPods", gate.oldPods())
                .add("oldDiagnosis", gate.oldTrouble().map(DiagnosisJson::tree))
                .add("traffic", traffic)
                .add("changes", gate.changes())
                .add("pods", gate.pods().stream().map(ObservationJson::pod).toList())
                .add("logs", new TreeMap<String, Object>(gate.logs()))
                .add("dueAt", gate.due().map(Gate.Due::at))
                .add("due", gate.due().map(Gate.Due::what))
                .add("approvals", gate.rollout().consent().map(ConsentJson::standing))
                .tree();
    }
}
