package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.model.Gate;
import io.jenkins.plugins.paas.model.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person looks at before deciding at a gate. */
final class GateText {
    private GateText() {}

    static List<String> lines(Gate gate, Instant now, boolean colours) {
        List<String> lines = new ArrayList<>();
        lines.add(Style.WAITING.paint("gate", colours) + "  release "
                + gate.rollout().release()
                + (gate.rollout().step() == Rollout.Step.AT_START ? ", not begun: " : ": ")
                + pods(gate) + traffic(gate.traffic()));
        gate.oldTrouble()
                .ifPresent(why -> lines.add(Style.BAD.paint("old pods fail", colours) + "  " + why.code() + ": "
                        + why.sentence() + " Nothing is done about it by itself."));
        gate.due().ifPresent(due -> lines.add(due(due, now)));
        lines.addAll(ApprovalText.lines(gate.rollout(), now));
        if (!gate.pods().isEmpty()) {
            PodTable.lines(gate.pods(), now).forEach(line -> lines.add("  " + line));
        }
        if (!gate.changes().isEmpty()) {
            lines.add("changed against the running release:");
            gate.changes().forEach(change -> lines.add("  " + change));
        }
        gate.logs().forEach((pod, log) -> {
            if (!log.isEmpty()) {
                lines.add("log of " + pod + ":");
                log.forEach(line -> lines.add("  " + Style.QUIET.paint(line, colours)));
            }
        });
        return lines;
    }

    private static String pods(Gate gate) {
        boolean none = gate.pods().isEmpty() && gate.desired() == 0 && gate.oldPods() == 0;
        return none
                ? "no pods yet"
                : gate.ready() + " of " + gate.desired() + " pods ready, " + gate.oldPods() + " old";
    }

    /** What time brings, such as {@code in 4m it is aborted}. */
    static String due(Gate.Due due, Instant now) {
        return due.at().isAfter(now)
                ? "in " + Durations.age(Duration.between(now, due.at())) + " " + due.what()
                : "due since " + Durations.age(Duration.between(due.at(), now)) + ": " + due.what()
                        + "; paas resume sees to it";
    }

    /** How requests are shared, such as {@code ; traffic 75 % release 1, 25 % release 2}. */
    static String traffic(Map<Long, Integer> share) {
        return share.isEmpty()
                ? ""
                : "; traffic "
                        + share.entrySet().stream()
                                .map(each -> each.getValue() + " % "
                                        + (each.getKey() == 0 ? "others" : "release " + each.getKey()))
                                .collect(Collectors.joining(", "));
    }
}
