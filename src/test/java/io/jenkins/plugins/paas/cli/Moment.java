package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.model.Rollout.Step;

/**
 * When a command dies, always by SIGKILL: right after it has saved a state and before it acts on it, or some time later.
 *
 * @param save which of its saves, from 1 on; 0 for its start
 * @param millis how long after that; 0 for at once
 */
record Moment(int save, int millis) {
    /** As the first argument of {@link KilledAfterSave}. */
    String argument(Way way) {
        if (save == 0) {
            return "START+" + millis;
        }
        Step step = way.saves().get(save - 1);
        long time = way.saves().stream().limit(save).filter(step::equals).count();
        return step + "#" + time + "+" + millis;
    }

    /** Such as {@code after save 3 (GROWING)}. */
    String on(Way way) {
        String at =
                save == 0 ? "its start" : "save " + save + " (" + way.saves().get(save - 1) + ")";
        return (millis == 0 ? "" : millis + " ms ") + "after " + at;
    }
}
