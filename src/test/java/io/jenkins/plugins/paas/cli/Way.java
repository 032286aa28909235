package io.jenkins.plugins.paas.cli;

import java.util.List;

/**
 * One stretch of the way of a Release through a strategy with gates: what leads up to it, and the command that goes it.
 *
 * @param name for the report
 * @param settings of the App
 * @param before commands that lead up to it
 * @param command the one that is disturbed
 */
record Way(String name, List<String> settings, List<List<String>> before, List<String> command) {
    private static final String MANUAL = "strategy: manual";
    private static final String UNSEEN = "firstPod: {traffic: false}";
    private static final String CANARY = "strategy: canary";
    private static final String PROMOTES = "autoPromote: {after: 1s}";
    private static final String TURNS_BACK = "gate: {timeout: 1s, then: abort}";

    private static final List<String> DEPLOY = List.of("deploy");
    private static final List<String> NEXT = List.of("promote", "--next");
    private static final List<String> ALL = List.of("promote", "--all");
    private static final List<String> ABORT = List.of("abort", "--why", "the page looks wrong");

    /** Both strategies, forward and back, by themselves and by persons. */
    static List<Way> all() {
        return List.of(
                byItself("manual", MANUAL, PROMOTES),
                byItself("manual, first pod without traffic", MANUAL, UNSEEN, PROMOTES),
                byItself("canary", CANARY, "canary: {hold: 1s}", PROMOTES),
                byItself("manual, times out", MANUAL, TURNS_BACK),
                byItself("canary, times out", CANARY, TURNS_BACK),
                new Way("manual, next", List.of(MANUAL), List.of(DEPLOY), NEXT),
                new Way("manual, all after next", List.of(MANUAL), List.of(DEPLOY, NEXT), ALL),
                new Way("manual, abort", List.of(MANUAL), List.of(DEPLOY), ABORT),
                new Way("manual, abort before any traffic", List.of(MANUAL, UNSEEN), List.of(DEPLOY), ABORT),
                new Way("canary, promote", List.of(CANARY, "canary: {hold: 1s}"), List.of(DEPLOY), ALL),
                new Way("canary, abort", List.of(CANARY), List.of(DEPLOY), ABORT),
                new Way(
                        "canary, back within the hold",
                        List.of(CANARY, "canary: {hold: 5m}"),
                        List.of(DEPLOY, List.of("promote", "--no-wait")),
                        List.of("rollback")));
    }

    private static Way byItself(String name, String... settings) {
        return new Way(name, List.of(settings), List.of(), List.of("deploy", "--wait"));
    }

    @Override
    public String toString() {
        return name;
    }
}
