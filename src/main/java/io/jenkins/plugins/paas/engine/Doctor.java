package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Checks everything that a deploy needs, and says how to mend what is not as it should be. */
public final class Doctor {
    Doctor(Ports ports, Session session) {}

    /**
     * What to check.
     *
     * @param target the App in its cluster
     * @param folder the App's folder
     */
    public record Request(Target target, Path folder) {}

    /**
     * One check.
     *
     * @param name what was checked, in a few words
     * @param mark how it went
     * @param what what was found, in one sentence
     * @param fix what to do; empty when nothing need be done
     */
    public record Check(String name, Mark mark, String what, String fix) {}

    /** How a check went. */
    public enum Mark {
        OK,
        WARN,
        FAIL
    }

    /**
     * Runs every check, even when some fail.
     *
     * @param onEach told of each check as it ends
     * @return all checks, in order
     */
    public List<Check> run(Request request, Consumer<Check> onEach) {
        throw new UnsupportedOperationException("planned, not yet written");
    }
}
