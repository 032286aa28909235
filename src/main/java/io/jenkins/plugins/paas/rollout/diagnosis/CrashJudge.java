package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Programs that end.
 *
 * <p>The kubelet starts a container again at once the first time and makes it wait only when it ended again: so its back-off
 * of a restarted container is the second end in a row. One crash and then running is no verdict.
 */
final class CrashJudge implements Judge {
    @Override
    public Stream<Finding> judge(Suspect suspect) {
        return suspect.unready().flatMap(c -> Suspect.ending(c).map(end -> judge(suspect, c, end)).stream());
    }

    private static Finding judge(Suspect suspect, ContainerView container, State.Terminated end) {
        Optional<Instant> settlesAt = Finding.settledIf(backsOff(container));
        List<String> evidence = new ArrayList<>(List.of(Words.line(container, end)));
        evidence.addAll(Words.lines(suspect.events("BackOff", container)
                .filter(e -> e.message().contains("container " + container.name() + " "))));
        evidence.addAll(Words.lines(suspect.events("FailedPostStartHook", container)));
        String who = "The " + Words.name(container);
        if (end.reason().equals("OOMKilled")) {
            return suspect.finding(
                    Code.E_OUT_OF_MEMORY,
                    container,
                    who + " used more memory than its limit"
                            + container
                                    .memoryLimit()
                                    .map(limit -> " of " + limit)
                                    .orElse("") + " and was killed.",
                    "Raise resources.memory in paas.yaml, or make the program use less: a JVM or Node.js takes its size from"
                            + " the limit.",
                    evidence,
                    settlesAt);
        }
        if (CommandJudge.ENDS.contains(end.reason()) && !(container.state() instanceof State.Running)) {
            return suspect.finding(
                    Code.E_BAD_COMMAND,
                    container,
                    who + " cannot be started; the container runtime says why.",
                    "Read what it says; mostly the image or its command does not fit the node or the pod's security.",
                    evidence,
                    settlesAt);
        }
        if (end.exitCode() == 126 || end.exitCode() == 127) {
            return suspect.finding(
                    Code.E_BAD_COMMAND,
                    container,
                    who + " ends with exit code " + end.exitCode() + ": " + meaning(end) + ".",
                    "Correct the command or the image; the log's last lines name what was not found.",
                    evidence,
                    settlesAt);
        }
        return suspect.finding(
                Code.E_CRASH_LOOP,
                container,
                who + " " + crash(container, end) + ".",
                end.exitCode() == 0
                        ? "Start the program in the foreground."
                        : "Read the log's last lines: the program says there why it gave up.",
                evidence,
                settlesAt);
    }

    private static String crash(ContainerView container, State.Terminated end) {
        String how = end.exitCode() == 0
                ? "without an error"
                : "with exit code " + end.exitCode() + " (" + meaning(end) + ")";
        if (!backsOff(container)) {
            return "ended " + how + " and is started again";
        }
        return end.exitCode() == 0
                ? "ends by itself, " + how + ", where a server is expected to go on"
                : "crashes again and again, " + how;
    }

    static boolean backsOff(ContainerView container) {
        return container.restarts() > 0 && Suspect.waits(container, "CrashLoopBackOff");
    }

    /** What an exit code means; above 128 a signal ended the program. */
    static String meaning(State.Terminated end) {
        return switch (end.exitCode()) {
            case 1 -> "the program itself reported an error";
            case 2 -> "wrong usage of a command, or an error of the program";
            case 126 -> "the command may not be executed";
            case 127 -> "the command was not found";
            case 134 -> "SIGABRT: the program aborted itself";
            case 137 -> "SIGKILL: killed from outside";
            case 139 -> "SIGSEGV: the program broke its memory";
            case 143 -> "SIGTERM: told to stop";
            default ->
                end.exitCode() > 128 && end.exitCode() < 160
                        ? "signal " + (end.exitCode() - 128)
                        : "an error of the program's own";
        };
    }
}
