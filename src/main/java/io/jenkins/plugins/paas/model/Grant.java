package io.jenkins.plugins.paas.model;

/** What a person allows at a gate. */
public sealed interface Grant {
    /** Whether nothing is left after it. */
    default boolean wholly() {
        return this instanceof All || (this instanceof Share share && share.percent() == 100);
    }

    /**
     * So many pods more.
     *
     * @param count 1 or more
     */
    record More(int count) implements Grant {
        /** Refuses a count below 1. */
        public More {
            if (count < 1) {
                throw new IllegalArgumentException("count is " + count + "; it starts at 1");
            }
        }
    }

    /**
     * So much of all pods, rounded up.
     *
     * @param percent 1 to 100
     */
    record Share(int percent) implements Grant {
        /** Refuses a share outside 1 to 100. */
        public Share {
            if (percent < 1 || percent > 100) {
                throw new IllegalArgumentException("share is " + percent + " %; it goes from 1 to 100");
            }
        }
    }

    /** Everything that is left. */
    record All() implements Grant {}
}
