package io.jenkins.plugins.paas.model;

import java.util.List;
import java.util.stream.Collectors;

/** A failure that a user can act on: what happened, where, and what to do, and how the command ends because of it. */
public final class PaasException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;
    private final transient List<Problem> problems;

    /**
     * A failure with all its problems.
     *
     * @param outcome how the command ends
     * @param problems one or more
     */
    public PaasException(Outcome outcome, List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a failure needs a problem");
        }
        this.outcome = outcome;
        this.problems = List.copyOf(problems);
    }

    /** A failure with one problem. */
    public PaasException(Outcome outcome, Problem problem) {
        this(outcome, List.of(problem));
    }

    /** A failure with one problem and what caused it. */
    public PaasException(Outcome outcome, Problem problem, Throwable cause) {
        this(outcome, List.of(problem));
        initCause(cause);
    }

    /** How the command ends. */
    public Outcome outcome() {
        return outcome;
    }

    /** What is wrong; one or more. */
    public List<Problem> problems() {
        return problems;
    }

    /** The stable code of the first problem. */
    public String code() {
        return problems.get(0).code();
    }
}
