package io.jenkins.plugins.paas.model;

/** What is approved at a gate. */
public sealed interface Move {
    /**
     * Whether whoever approved this agreed to another move, too: what is larger includes what is smaller, never the other way
     * round. A count and a share are not compared, because how many pods a share is changes with the workload.
     */
    boolean covers(Move other);

    /** In words, such as {@code 1 more} or {@code all}. */
    String words();

    /**
     * The Rollout goes on.
     *
     * @param grant by how much
     */
    record Promote(Grant grant) implements Move {
        @Override
        public boolean covers(Move other) {
            if (!(other instanceof Promote wanted)) {
                return false;
            }
            if (grant.wholly()) {
                return true;
            }
            if (grant instanceof Grant.More more) {
                return wanted.grant() instanceof Grant.More less && less.count() <= more.count();
            }
            return grant instanceof Grant.Share share
                    && wanted.grant() instanceof Grant.Share less
                    && less.percent() <= share.percent();
        }

        @Override
        public String words() {
            if (grant instanceof Grant.More more) {
                return more.count() + " more";
            }
            return grant instanceof Grant.Share share ? "to " + share.percent() + " %" : "all";
        }
    }

    /** Another Release takes the place of the one that waits. */
    record Supersede() implements Move {
        @Override
        public boolean covers(Move other) {
            return other instanceof Supersede;
        }

        @Override
        public String words() {
            return "another release in its place";
        }
    }
}
