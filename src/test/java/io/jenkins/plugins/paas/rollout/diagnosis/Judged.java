package io.jenkins.plugins.paas.rollout.diagnosis;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.deployment;
import static io.jenkins.plugins.paas.testing.Observations.pod;
import static io.jenkins.plugins.paas.testing.Observations.showing;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.testing.ContainerBuilder;
import io.jenkins.plugins.paas.testing.Observations;
import io.jenkins.plugins.paas.testing.PodBuilder;
import io.jenkins.plugins.paas.testing.Rollouts;
import java.time.Instant;

/** A judgement, with what tests ask of it. */
record Judged(Judgement judgement) {
    static final String POD = "shop-hash7-abcde";

    /** A Deployment with one new pod beside three old ones. */
    static Observations with(PodBuilder pod) {
        return showing(deployment(NEW, 3).pods(4, 1, 3, 3)).and(pod);
    }

    static Observations with(ContainerBuilder container) {
        return with(pod(POD, NEW).with(container));
    }

    static Judged of(Observations seen, Instant now) {
        return of(Rollouts.deploy(), seen, now);
    }

    static Judged of(Rollouts rollouts, Observations seen, Instant now) {
        return new Judged(Diagnoses.judge(rollouts.progressing(), NEW, seen.seen(), now));
    }

    Diagnosis diagnosis() {
        return judgement.explanation().orElseThrow();
    }

    /** A verdict. */
    Judged isDoomed(Code code) {
        explains(code);
        assertThat(judgement.doomed()).as("doomed").isTrue();
        return this;
    }

    /** No verdict, but that is what it waits for. */
    Judged waitsFor(Code code) {
        explains(code);
        assertThat(judgement.doomed()).as("doomed").isFalse();
        return this;
    }

    Judged until(Instant at) {
        assertThat(judgement.wakeAt()).contains(at);
        return this;
    }

    Judged withoutTimer() {
        assertThat(judgement.wakeAt()).isEmpty();
        return this;
    }

    private void explains(Code code) {
        assertThat(diagnosis().code()).isEqualTo(code);
        assertThat(diagnosis().suggestion()).endsWith("See " + code.page() + ".");
        assertThat(diagnosis().sentence()).endsWith(".").doesNotContain("null", "Optional");
    }

    Judged says(String... words) {
        assertThat(diagnosis().sentence()).contains(words);
        return this;
    }

    Judged shows(String... words) {
        assertThat(String.join("\n", diagnosis().evidence())).contains(words);
        return this;
    }

    Judged advises(String words) {
        assertThat(diagnosis().suggestion()).contains(words);
        return this;
    }

    Judged names(String pod, String container) {
        assertThat(diagnosis().pod()).contains(pod);
        assertThat(diagnosis().container()).contains(container);
        return this;
    }
}
