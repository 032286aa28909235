package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Connection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Checks everything that a deploy needs, and says how to mend what is not as it should be. */
public final class Doctor {
    private final Ports ports;
    private final Session session;

    Doctor(Ports ports, Session session) {
        this.ports = ports;
        this.session = session;
    }

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
        List<Check> all = new ArrayList<>();
        Consumer<Check> note = check -> {
            all.add(check);
            onEach.accept(check);
        };
        new HomeChecks(ports, session, request).run(note);
        try (Connection connection = ports.clusters().connect(request.target().cluster())) {
            note.accept(new Check(
                    "kubeconfig",
                    Mark.OK,
                    "it has context '" + request.target().cluster().context() + "'",
                    ""));
            new ClusterChecks(connection, session, request.target()).run(note);
        } catch (PaasException e) {
            note.accept(failed("kubeconfig", e));
        }
        return List.copyOf(all);
    }

    /** Runs a check; a failure to run it is what it found. */
    static Check check(String name, Supplier<Check> work) {
        try {
            return work.get();
        } catch (PaasException e) {
            return failed(name, e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return new Check(name, Mark.FAIL, "it could not be checked: " + e.getMessage(), "report this with --debug");
        }
    }

    static Check failed(String name, PaasException failure) {
        Problem first = failure.problems().get(0);
        return new Check(name, Mark.FAIL, first.what(), first.hint());
    }
}
