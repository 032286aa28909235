package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.model.Approval;
import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Gate;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Rollout;
import java.time.Duration;

/** Something that the engine did or saw. */
public sealed interface Event {
    /**
     * A piece of work began.
     *
     * @param what in words, such as {@code building the image}
     */
    record Started(String what) implements Event {}

    /**
     * A piece of work ended well.
     *
     * @param what the same words as in {@link Started}
     * @param result what came of it, in words
     * @param took how long
     */
    record Finished(String what, String result, Duration took) implements Event {}

    /**
     * Work goes on.
     *
     * @param what in words
     * @param done how much is done, in {@code unit}
     * @param total how much there is, 0 when unknown
     * @param unit such as {@code bytes}
     */
    record Progress(String what, long done, long total, String unit) implements Event {}

    /**
     * A line that a program printed (build command, log of a pod).
     *
     * @param from who printed it
     * @param line the text
     */
    record Output(String from, String line) implements Event {}

    /**
     * A Rollout came to another step.
     *
     * @param rollout its state
     */
    record Stepped(Rollout rollout) implements Event {}

    /**
     * The cluster shows something new.
     *
     * @param rollout its state
     * @param seen what is there
     */
    record Seen(Rollout rollout, Observation seen) implements Event {}

    /**
     * A Rollout's failure was understood.
     *
     * @param rollout its state
     * @param diagnosis why
     */
    record Diagnosed(Rollout rollout, Diagnosis diagnosis) implements Event {}

    /**
     * A Rollout waits for a person.
     *
     * @param gate what to look at before deciding
     */
    record AtGate(Gate gate) implements Event {}

    /**
     * A person approved at a gate.
     *
     * @param rollout its state
     * @param approval who, and what
     * @param counted how many different persons agree to that by now
     * @param needed how many must
     */
    record Approved(Rollout rollout, Approval approval, int counted, int needed) implements Event {}

    /**
     * Something to know that stops nothing.
     *
     * @param code stable, starts with {@code W_}
     * @param text in one sentence
     */
    record Warned(String code, String text) implements Event {}

    /**
     * Something to know.
     *
     * @param text in one sentence
     */
    record Noted(String text) implements Event {}
}
