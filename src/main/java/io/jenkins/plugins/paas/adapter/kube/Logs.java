package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppRef;
import java.util.List;

/** What containers wrote. */
final class Logs {
    /** The most that is read of one container, in bytes: its last lines may be long. */
    private static final String MOST = Integer.toString(1 << 20);

    private Logs() {}

    static KubePath path(AppRef app, String pod, String container) {
        return KubePath.PODS.in(app.namespace()).named(pod).sub("log").with("container", container);
    }

    /**
     * The last lines. Where the run before is asked for and its log is gone, or there was none, the present run's.
     *
     * @return empty when the pod is gone or the container has not started
     */
    static List<String> tail(KubeApi api, AppRef app, String pod, String container, int lines, boolean previous) {
        KubePath path = path(app, pod, container)
                .with("tailLines", Integer.toString(lines))
                .with("limitBytes", MOST);
        Answer answer = read(api, previous ? path.with("previous", "true") : path);
        if (previous && (answer.is(400) || (answer.good() && answer.body().isEmpty()))) {
            answer = read(api, path);
        }
        if (answer.is(400) || answer.is(404)) {
            return List.of();
        }
        if (!answer.good()) {
            throw ApiFailures.of(answer);
        }
        return answer.body().lines().toList();
    }

    private static Answer read(KubeApi api, KubePath path) {
        return api.requests().send("get", path, Requests.Body.NONE, "*/*");
    }
}
