package io.jenkins.plugins.paas.codec;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.State;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import java.util.Map;

/** What a cluster shows, as JSON to be printed: workload and pods, the parts that people follow. It is never read back. */
public final class ObservationJson {
    private ObservationJson() {}

    /** The members. */
    public static Map<String, Object> tree(Observation seen) {
        return new Members()
                .add("workload", seen.workload().map(ObservationJson::workload))
                .add("pods", seen.pods().stream().map(ObservationJson::pod).toList())
                .add("growth", seen.growth())
                .tree();
    }

    private static Map<String, Object> workload(WorkloadView workload) {
        return new Members()
                .add("kind", workload.kind().kind())
                .add("name", workload.name())
                .add("release", workload.release())
                .add("image", workload.image())
                .add("desired", workload.desired())
                .add("total", workload.total())
                .add("updated", workload.updated())
                .add("ready", workload.ready())
                .add("available", workload.available())
                .add("paused", workload.paused())
                .tree();
    }

    /** A pod. */
    static Map<String, Object> pod(PodView pod) {
        return new Members()
                .add("name", pod.name())
                .add("release", pod.release())
                .add("node", pod.node())
                .add("phase", pod.phase())
                .add("reason", pod.reason())
                .add("message", pod.message())
                .add("ready", pod.ready())
                .add("leaving", pod.leaving())
                .add("createdAt", pod.createdAt())
                .add("restarts", pod.restarts())
                .add(
                        "containers",
                        pod.containers().stream()
                                .map(ObservationJson::container)
                                .toList())
                .tree();
    }

    private static Map<String, Object> container(ContainerView container) {
        return new Members()
                .add("name", container.name())
                .add("init", container.init())
                .add("image", container.image())
                .add("ready", container.ready())
                .add("restarts", container.restarts())
                .addAll(state(container.state()))
                .tree();
    }

    private static Map<String, Object> state(State state) {
        if (state instanceof State.Waiting waiting) {
            return new Members()
                    .add("state", "waiting")
                    .add("reason", waiting.reason())
                    .add("message", waiting.message())
                    .tree();
        } else if (state instanceof State.Terminated ended) {
            return new Members()
                    .add("state", "terminated")
                    .add("reason", ended.reason())
                    .add("exitCode", ended.exitCode())
                    .tree();
        }
        return new Members().add("state", "running").tree();
    }
}
