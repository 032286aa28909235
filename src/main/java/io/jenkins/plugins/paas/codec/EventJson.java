package io.jenkins.plugins.paas.codec;

import io.jenkins.plugins.paas.port.Event;
import java.time.Instant;
import java.util.Map;

/** Events as lines of JSON. Each says its kind as {@code event}; the rest depends on the kind. */
public final class EventJson {
    private EventJson() {}

    /**
     * An event's line, without a line break.
     *
     * @param number 1 for the first of a command, then one more each
     * @param at when it happened
     * @param event what happened
     */
    public static String line(long number, Instant at, Event event) {
        return Json.write(new Members()
                .add("schema", Members.SCHEMA)
                .add("number", number)
                .add("at", at)
                .addAll(tree(event))
                .tree());
    }

    /** What happened, without number and time. */
    public static Map<String, Object> tree(Event event) {
        if (event instanceof Event.Started started) {
            return kind("started").add("what", started.what()).tree();
        } else if (event instanceof Event.Finished finished) {
            return kind("finished")
                    .add("what", finished.what())
                    .add("result", finished.result())
                    .add("took", finished.took())
                    .tree();
        } else if (event instanceof Event.Progress progress) {
            return kind("progress")
                    .add("what", progress.what())
                    .add("done", progress.done())
                    .add("total", progress.total())
                    .add("unit", progress.unit())
                    .tree();
        } else if (event instanceof Event.Output output) {
            return kind("output")
                    .add("from", output.from())
                    .add("line", output.line())
                    .tree();
        } else if (event instanceof Event.Stepped stepped) {
            return kind("stepped")
                    .add("rollout", RolloutJson.tree(stepped.rollout()))
                    .tree();
        } else if (event instanceof Event.Seen seen) {
            return kind("seen")
                    .add("release", seen.rollout().release())
                    .add("step", seen.rollout().step())
                    .addAll(ObservationJson.tree(seen.seen()))
                    .tree();
        } else if (event instanceof Event.Diagnosed diagnosed) {
            return kind("diagnosed")
                    .add("release", diagnosed.rollout().release())
                    .add("step", diagnosed.rollout().step())
                    .add("diagnosis", DiagnosisJson.tree(diagnosed.diagnosis()))
                    .tree();
        } else if (event instanceof Event.AtGate at) {
            return kind("atGate").add("gate", GateJson.tree(at.gate())).tree();
        } else if (event instanceof Event.Approved approved) {
            return kind("approved")
                    .add("release", approved.rollout().release())
                    .add("approval", ConsentJson.tree(approved.approval()))
                    .add("counted", approved.counted())
                    .add("needed", approved.needed())
                    .tree();
        } else if (event instanceof Event.Warned warned) {
            return kind("warned")
                    .add("code", warned.code())
                    .add("text", warned.text())
                    .tree();
        } else if (event instanceof Event.Noted noted) {
            return kind("noted").add("text", noted.text()).tree();
        }
        throw new IllegalArgumentException(
                "no JSON for event " + event.getClass().getName());
    }

    private static Members kind(String kind) {
        return new Members().add("event", kind);
    }
}
