package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Containers whose program cannot be started at all. */
final class CommandJudge implements Judge {
    private static final Set<String> REASONS = Set.of("RunContainerError", "CreateContainerError");

    /** Reasons of an end that came before the program ran. */
    static final Set<String> ENDS = Set.of("StartError", "ContainerCannotRun");

    private static final Pattern PROGRAM = Pattern.compile("exec: \"([^\"]*)\"");

    private static final Pattern NO_USER = Pattern.compile(
            "no users found|no groups found|unable to find (user|group)|no matching entries in (passwd|group)");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8,}");

    @Override
    public Stream<Finding> judge(Suspect suspect) {
        return suspect.unready().flatMap(c -> message(c).flatMap(m -> judge(suspect, c, m)).stream());
    }

    /** What the container runtime said when it could not start the program; nothing when the program did start. */
    private static Optional<String> message(ContainerView container) {
        return Suspect.waiting(container)
                .filter(w -> REASONS.contains(w.reason()))
                .map(State.Waiting::message)
                .or(() -> container.state() instanceof State.Running
                        ? Optional.empty()
                        : Suspect.ending(container)
                                .filter(end -> ENDS.contains(end.reason()))
                                .map(State.Terminated::message));
    }

    private static Optional<Finding> judge(Suspect suspect, ContainerView container, String message) {
        // Each try is an event, also when no container came of it that could count restarts.
        boolean again = container.restarts() > 0
                || suspect.count("Failed", container, m -> withoutIds(m).contains(withoutIds(message))) > 1;
        List<String> evidence = evidence(suspect, container);
        if (message.contains("OOM-killed") || message.contains("memory limit too low")) {
            return Optional.of(suspect.finding(
                    Code.E_OUT_OF_MEMORY,
                    container,
                    "The memory limit of " + Words.name(container) + " is too small even to start it"
                            + container
                                    .memoryLimit()
                                    .map(limit -> " (" + limit + ").")
                                    .orElse("."),
                    "Raise resources.memory in paas.yaml.",
                    evidence,
                    Finding.settledIf(again)));
        }
        if (message.contains("error mounting")) {
            return Optional.of(suspect.finding(
                    Code.E_VOLUME,
                    container,
                    "A volume cannot be mounted into " + Words.name(container) + ".",
                    "Mount a file where the image has a file, a folder where it has a folder or nothing.",
                    evidence,
                    Finding.settledIf(again)));
        }
        return reason(message)
                .map(why -> suspect.finding(
                        Code.E_BAD_COMMAND,
                        container,
                        "The " + Words.name(container) + " cannot be started: " + program(message) + why + ".",
                        "Correct the command or the image: the program must be in it, executable, and built for the node's"
                                + " platform.",
                        evidence,
                        Finding.settledIf(again)));
    }

    private static Optional<String> reason(String message) {
        if (message.contains("chdir to cwd")) {
            return Optional.of(
                    message.contains("permission denied") ? "may not be entered by its user" : "cannot be entered");
        }
        if (NO_USER.matcher(message).find()) {
            return Optional.of("is not in the image");
        }
        if (message.contains("executable file not found")) {
            return Optional.of("is not on the image's PATH");
        }
        if (message.contains("no such file or directory")) {
            return Optional.of("is not in the image");
        }
        if (message.contains("permission denied")) {
            return Optional.of("may not be executed");
        }
        if (message.contains("exec format error")) {
            return Optional.of("is not built for the node's platform, or is a script without a #! line");
        }
        if (message.contains("is a directory")) {
            return Optional.of("is a folder");
        }
        if (message.contains("no command specified")) {
            return Optional.of("names no command");
        }
        return Optional.empty();
    }

    /** A container that was never made gets a new id and a new folder each time, and so each try has words of its own. */
    private static String withoutIds(String message) {
        return ID.matcher(message).replaceAll("");
    }

    private static String program(String message) {
        if (message.contains("chdir to cwd")) {
            return "its working folder ";
        }
        if (NO_USER.matcher(message).find()) {
            return "the user or group that it is to run as ";
        }
        if (message.contains("no command specified")) {
            return "the image ";
        }
        Matcher program = PROGRAM.matcher(message);
        return program.find() ? "'" + program.group(1) + "' " : "its program ";
    }

    private static List<String> evidence(Suspect suspect, ContainerView container) {
        List<String> lines = new ArrayList<>(Words.lines(
                suspect.events("Failed", container).filter(e -> e.message().startsWith("Error: "))));
        Suspect.waiting(container).map(w -> Words.line(container, w)).ifPresent(lines::add);
        return lines;
    }
}
