package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.rollout.diagnosis.Diagnoses;
import io.jenkins.plugins.paas.rollout.diagnosis.Judgement;
import java.time.Instant;
import java.util.List;

/** Waiting for new pods: they come, or it is plain that they do not, or time runs out. */
final class Waiting {
    private Waiting() {}

    /** Does that and waits on. */
    static Decision decide(Stage at, List<Effect> effects) {
        Rollout state = at.state();
        Judgement judgement = Diagnoses.judge(state, state.release(), at.seen(), at.now());
        if (judgement.doomed()) {
            return Failure.of(state, judgement.explanation().orElseThrow(), at.now());
        }
        if (!at.now().isBefore(state.deadline())) {
            return Failure.of(state, Failure.outOfTime(state, state.release(), judgement.explanation()), at.now());
        }
        Instant deadline = state.deadline();
        return Decision.watch(
                state,
                effects,
                judgement.wakeAt().filter(w -> w.isBefore(deadline)).orElse(deadline));
    }
}
