package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Completes a Diagnosis with the last lines of the failed container's log, before a rollback takes its pod away. */
final class Evidence {
    private static final int LINES = 20;

    /** A verdict does not wait long for a node that may be what failed. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Workplace at;

    Evidence(Workplace at) {
        this.at = at;
    }

    Diagnosis complete(Diagnosis reason, Observation seen) {
        if (reason.pod().isEmpty()
                || reason.container().isEmpty()
                || !reason.logTail().isEmpty()) {
            return reason;
        }
        String pod = reason.pod().get();
        String container = reason.container().get();
        Optional<ContainerView> view = seen.pods().stream()
                .filter(each -> each.name().equals(pod))
                .flatMap(each -> each.containers().stream())
                .filter(each -> each.name().equals(container))
                .findFirst();
        if (view.filter(Evidence::neverRan).isPresent()) {
            return reason;
        }
        boolean endedBefore = view.filter(Evidence::endedBefore).isPresent();
        return Together.within(LONGEST, () -> log(pod, container, endedBefore))
                .map(LogExcerpt::of)
                .map(reason::withLog)
                .orElse(reason);
    }

    private List<String> log(String pod, String container, boolean previous) {
        List<String> lines = tail(pod, container, previous);
        return lines.isEmpty() && previous ? tail(pod, container, false) : lines;
    }

    private List<String> tail(String pod, String container, boolean previous) {
        return at.connection().cluster().logTail(at.place().ref(), pod, container, LINES, previous);
    }

    private static boolean neverRan(ContainerView container) {
        return container.state() instanceof State.Waiting && container.last().isEmpty();
    }

    /** In a crash loop the run before tells why it crashed; the present one, if there is one, has only just begun. */
    private static boolean endedBefore(ContainerView container) {
        return container.last().isPresent() && !(container.state() instanceof State.Terminated) && !container.started();
    }
}
