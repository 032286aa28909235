package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.engine.Doctor.Check;
import io.jenkins.plugins.paas.engine.Doctor.Mark;
import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.model.Source;
import io.jenkins.plugins.paas.model.Target;
import java.util.Optional;
import java.util.function.Consumer;

/** What can be checked without the cluster: version control, who we say we are, the registry. */
final class HomeChecks {
    private final Ports ports;
    private final Session session;
    private final Doctor.Request request;

    HomeChecks(Ports ports, Session session, Doctor.Request request) {
        this.ports = ports;
        this.session = session;
        this.request = request;
    }

    void run(Consumer<Check> note) {
        note.accept(Doctor.check("git", this::source));
        note.accept(caller());
        if (request.target().run().config().isPresent()) {
            note.accept(Doctor.check("config folder", this::config));
        }
        note.accept(Doctor.check("registry", this::registry));
    }

    private Check source() {
        Source source = ports.source().inspect(request.folder());
        return source.commit().dirty()
                ? new Check(
                        "git",
                        Mark.WARN,
                        "the working tree differs from its commit, so each build is made anew and nobody can repeat it",
                        "commit first")
                : new Check("git", Mark.OK, "commit " + source.commit(), "");
    }

    private Check caller() {
        Optional<Actor.Claim> claim = session.claim();
        return claim.map(who -> new Check("caller", Mark.OK, who.system() + " says that we are " + who.user(), ""))
                .orElseGet(() -> new Check(
                        "caller",
                        Mark.WARN,
                        "nothing says on whose behalf we run; records will name the cluster's own identity alone",
                        "in a CI system, let it set its usual variables"));
    }

    private Check config() {
        Target target = request.target();
        int files = ConfigFolder.read(request.folder(), target.run().config().orElseThrow())
                .files()
                .size();
        return new Check("config folder", Mark.OK, files == 1 ? "1 file" : files + " files", "");
    }

    private Check registry() {
        Repository repository = request.target().repository();
        ports.registry().get().check(repository);
        return new Check("registry", Mark.OK, repository + " can be read", "");
    }
}
