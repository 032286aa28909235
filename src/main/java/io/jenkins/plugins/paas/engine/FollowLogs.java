package io.jenkins.plugins.paas.engine;

import java.util.Optional;

/**
 * Shows the logs of an App's pods. Each line is told as {@link io.jenkins.plugins.paas.port.Event.Output} from {@code pod}
 * or, where a pod has several containers, {@code pod/container}; pods that come and go are told as
 * {@link io.jenkins.plugins.paas.port.Event.Noted}.
 */
public final class FollowLogs {
    FollowLogs(Ports ports, Session session) {}

    /**
     * Which logs.
     *
     * @param place the App in its cluster
     * @param follow whether to go on until the thread is interrupted, with the pods that join; else what is there now
     * @param previous the run before the present one; nothing is followed then
     * @param tail how many lines of before to start with, 1 or more
     * @param pod this pod alone
     * @param container this container alone; nothing takes all but init containers
     */
    public record Request(
            Place place,
            boolean follow,
            boolean previous,
            int tail,
            Optional<String> pod,
            Optional<String> container) {}

    /**
     * Shows logs; returns when there is no more or the thread was interrupted (its interrupt flag stays set).
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_NO_POD} when there is no such pod (with those there are)
     */
    public void run(Request request) {
        throw new UnsupportedOperationException("planned, not yet written");
    }
}
