package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.model.Rollout.Step;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One stretch of the way of a Release through a strategy with gates: what leads up to it, and the command that goes it.
 *
 * @param name for the report
 * @param settings of the App
 * @param before commands that lead up to it
 * @param command the one that is disturbed
 * @param saves the steps that it saves, in order; one that is saved twice is known to have arrived the second time, which is left
 *     out where it arrives and ends in one look
 * @param shared how many of the first saves another way has just so
 */
record Way(
        String name,
        List<String> settings,
        List<List<String>> before,
        List<String> command,
        List<Step> saves,
        int shared) {
    private static final String MANUAL = "strategy: manual";
    private static final String UNSEEN = "firstPod: {traffic: false}";
    private static final String CANARY = "strategy: canary";
    private static final String HOLD = "canary: {hold: 1s}";
    private static final String PROMOTES = "autoPromote: {after: 1s}";
    private static final String TURNS_BACK = "gate: {timeout: 1s, then: abort}";

    private static final List<String> DEPLOY = List.of("deploy");
    private static final List<String> NEXT = List.of("promote", "--next");
    private static final List<String> ALL = List.of("promote", "--all");
    private static final List<String> ABORT = List.of("abort", "--why", "the page looks wrong");

    private static final String TO_FIRST_POD = "PLANNED APPLYING FIRST_POD FIRST_POD AT_GATE ";
    private static final String TO_SECOND_SET = "PLANNED APPLYING GROWING GROWING AT_GATE ";
    private static final String NATIVELY = "THAWING PROGRESSING SUCCEEDED";
    private static final String SWITCHED = "SWITCHING HOLDING DRAINING UNPINNING " + NATIVELY;
    private static final String BACK = "TURNING_BACK RESTORING RETURNING RETURNING ";

    /** Both strategies, forward and back, by themselves and by persons. */
    static List<Way> all() {
        return List.of(
                byItself("manual", TO_FIRST_POD + NATIVELY, MANUAL, PROMOTES),
                byItself("manual, unseen", TO_FIRST_POD + "UNPINNING " + NATIVELY, MANUAL, UNSEEN, PROMOTES),
                byItself("canary", TO_SECOND_SET + SWITCHED, CANARY, HOLD, PROMOTES),
                byItself("manual, times out", TO_FIRST_POD + BACK + "ROLLED_BACK", MANUAL, TURNS_BACK)
                        .known(TO_FIRST_POD),
                byItself("manual, unseen, times out", TO_FIRST_POD + BACK + "ROLLED_BACK", MANUAL, UNSEEN, TURNS_BACK)
                        .known(TO_FIRST_POD),
                byItself("canary, times out", TO_SECOND_SET + BACK + "ROLLED_BACK", CANARY, TURNS_BACK)
                        .known(TO_SECOND_SET),
                way("manual, next", "ADDING AT_GATE", List.of(DEPLOY), NEXT, MANUAL),
                way("manual, unseen, next", "UNPINNING ADDING AT_GATE", List.of(DEPLOY), NEXT, MANUAL, UNSEEN),
                way("manual, all after next", NATIVELY, List.of(DEPLOY, NEXT), ALL, MANUAL),
                way("manual, abort", BACK + "ABORTED", List.of(DEPLOY), ABORT, MANUAL),
                way("manual, abort after next", BACK + "ABORTED", List.of(DEPLOY, NEXT), ABORT, MANUAL),
                way("manual, unseen, abort", BACK + "ABORTED", List.of(DEPLOY), ABORT, MANUAL, UNSEEN),
                way("canary, promote", SWITCHED, List.of(DEPLOY), ALL, CANARY, HOLD),
                way("canary, abort", BACK + "ABORTED", List.of(DEPLOY), ABORT, CANARY),
                way(
                        "canary, back within the hold",
                        "TURNING_BACK " + BACK + "ABORTED",
                        List.of(DEPLOY, List.of("promote", "--no-wait")),
                        List.of("rollback"),
                        CANARY,
                        "canary: {hold: 5m}"));
    }

    private static Way byItself(String name, String saves, String... settings) {
        return way(name, saves, List.of(), List.of("deploy", "--wait"), settings);
    }

    private static Way way(
            String name, String saves, List<List<String>> before, List<String> command, String... settings) {
        return new Way(name, List.of(settings), before, command, steps(saves), 0);
    }

    private static List<Step> steps(String words) {
        return Arrays.stream(words.split(" ")).map(Step::valueOf).toList();
    }

    /** The same one, whose first saves are not worth to be tried twice. */
    private Way known(String first) {
        return new Way(name, settings, before, command, saves, steps(first).size());
    }

    /** Right after each of its saves that no other way has. */
    List<Moment> saved() {
        return IntStream.rangeClosed(shared + 1, saves.size())
                .mapToObj(save -> new Moment(save, 0))
                .toList();
    }

    /** Whether it may save these first. */
    boolean begins(List<Step> some) {
        List<Step> steps = distinct(saves);
        List<Step> seen = distinct(some);
        return seen.size() <= steps.size() && seen.equals(steps.subList(0, seen.size())) && some.size() <= saves.size();
    }

    private static List<Step> distinct(List<Step> some) {
        return IntStream.range(0, some.size())
                .filter(n -> n == 0 || some.get(n) != some.get(n - 1))
                .mapToObj(some::get)
                .toList();
    }

    /** Those of {@link #saved}, in words; a step that is saved twice is named twice. */
    String savesInWords() {
        return saves.subList(shared, saves.size()).stream().map(Step::name).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return name;
    }
}
