package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;

/**
 * Something that the Dockerfile reference has, but not all tools know.
 *
 * @param at where it stands
 */
public record Novelty(Kind kind, Location at) {
    /** What it is. */
    public enum Kind {
        /** A here-document. */
        HEREDOC,
        /** {@code --chmod} in letters. */
        MODE_IN_LETTERS
    }
}
