package io.jenkins.plugins.paas.cli;

/**
 * When a command dies, always by SIGKILL: right after it has saved a state and before it acts on it, or some time later.
 *
 * @param save which of its saves, from 1 on; 0 for its start
 * @param millis how long after that; 0 for at once
 */
record Moment(int save, int millis) {
    /** As the first argument of {@link KilledAfterSave}. */
    String argument() {
        return save + "+" + millis;
    }

    /** Such as {@code after save 3 (GROWING)}. */
    String on(Way way) {
        String at =
                save == 0 ? "its start" : "save " + save + " (" + way.saves().get(save - 1) + ")";
        return (millis == 0 ? "" : millis + " ms ") + "after " + at;
    }
}
