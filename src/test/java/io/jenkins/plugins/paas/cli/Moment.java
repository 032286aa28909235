package io.jenkins.plugins.paas.cli;

/** When the process dies, always by SIGKILL. */
sealed interface Moment {
    /**
     * Right after it has saved a state, before it acts on it.
     *
     * @param save which one, from 1 on
     */
    record AfterSave(int save) implements Moment {
        @Override
        public String toString() {
            return "after save " + save;
        }
    }

    /**
     * At any time.
     *
     * @param millis after its start
     */
    record At(int millis) implements Moment {
        @Override
        public String toString() {
            return "after " + millis + " ms";
        }
    }
}
