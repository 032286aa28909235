package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.App;
import io.jenkins.plugins.paas.model.Health.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** A repository of a test's own, and what is proposed for it; every proposal is a file that is accepted. */
abstract class MadeUpRepository {
    @TempDir
    Path folder;

    App proposed() {
        return SpecReader.app("paas.yaml", Proposal.inspect(folder));
    }

    static Optional<Check> readiness(App app) {
        return app.defaults().health().readiness().map(probe -> probe.check());
    }

    void file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void remove(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
