package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Addresses;
import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Observation.State;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** How findings are put into words. */
final class Words {
    private static final int LONGEST = 600;

    private Words() {}

    /** What to do, with the page to read. */
    static String suggestion(Diagnosis.Code code, String text) {
        return text + " See " + code.page() + ".";
    }

    /** An event as a line of evidence. */
    static String line(EventView event) {
        return event.last().truncatedTo(ChronoUnit.SECONDS) + " " + event.kind() + "/" + event.name() + " "
                + event.reason() + ": " + said(event.message())
                + (event.count() > 1 ? " (" + event.count() + " times)" : "");
    }

    static List<String> lines(Stream<EventView> events) {
        return events.map(Words::line).toList();
    }

    /** What a container's state says, as a line of evidence. */
    static String line(ContainerView container, State.Waiting waiting) {
        return "container " + container.name() + " waits: " + waiting.reason()
                + (waiting.message().isBlank() ? "" : ": " + said(waiting.message()));
    }

    /** How a container ended, as a line of evidence. */
    static String line(ContainerView container, State.Terminated end) {
        return end.finishedAt()
                        .map(at -> at.truncatedTo(ChronoUnit.SECONDS) + " ")
                        .orElse("") + "container "
                + container.name() + " ended with exit code " + end.exitCode()
                + (end.reason().isBlank() ? "" : ", " + end.reason())
                + (container.restarts() == 0 ? "" : ", " + times(container.restarts(), "restart"))
                + (end.message().isBlank() ? "" : ": " + said(end.message()));
    }

    /** Somebody's message on one line, without credentials, cut where it gets too long. */
    static String said(String message) {
        String line = Addresses.withoutSecrets(message.strip().replaceAll("\\s*\\R\\s*", " | "));
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    /** The container as a sentence names it. */
    static String name(ContainerView container) {
        return (container.init() ? "init container " : "container ") + container.name();
    }

    static String times(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
