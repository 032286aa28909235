package io.jenkins.plugins.paas.model;

/** How a command ended; the exit code is part of the contract with scripts and CI systems. */
public enum Outcome {
    /** All was done. */
    DONE(0),
    /** Something happened that nobody foresaw. */
    UNEXPECTED(1),
    /** The command line or a file is wrong; nothing was changed. */
    INVALID(2),
    /** A rollout waits for a person. */
    WAITING(3),
    /** The rollout failed and, unless told otherwise, was rolled back. */
    ROLLOUT_FAILED(4),
    /** Another rollout of the same App holds the lock. */
    LOCKED(5),
    /** The quality gate failed. */
    QUALITY_GATE_FAILED(6),
    /** The caller may not do this. */
    NOT_ALLOWED(7),
    /** Time ran out. */
    TIMED_OUT(8);

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The process's exit code, 0 to 8. */
    public int exitCode() {
        return exitCode;
    }
}
