package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.CommitId;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Source;
import io.jenkins.plugins.paas.port.SourceTree;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A repository that is whatever a test says. */
public final class FakeSourceTree implements SourceTree {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    private final Map<String, CommitId> names = new HashMap<>();
    private Optional<String> revision = Optional.empty();
    private List<String> unfetched = List.of();
    private boolean dirty;

    /**
     * Checks a commit out.
     *
     * @param full 40 hexadecimal digits
     */
    public FakeSourceTree at(String full) {
        revision = Optional.of(full);
        dirty = false;
        return this;
    }

    /** Changes a file that the commit holds. */
    public FakeSourceTree dirty() {
        dirty = true;
        return this;
    }

    /** Leaves something out of the checkout, until it is fetched. */
    public FakeSourceTree unfetched(String... words) {
        unfetched = List.of(words);
        return this;
    }

    /** Gives a commit a name, such as a branch. */
    public FakeSourceTree name(String name, String full) {
        names.put(name, CommitId.ofFull(full, false));
        return this;
    }

    @Override
    public Source inspect(Path folder) {
        String full = revision.orElseThrow(() -> new PaasException(
                Outcome.INVALID, Problem.of("E_NO_COMMIT", folder + " lies in no Git repository", "commit first")));
        Optional<String> url = Optional.of("https://git.example.com/demo/hello.git");
        return new Source(folder, CommitId.ofFull(full, dirty), full, TIME, url);
    }

    @Override
    public List<String> unfetched(Path folder) {
        return unfetched;
    }

    @Override
    public CommitId resolve(Path folder, String name) {
        if (name.matches("[0-9a-f]{12,64}")) {
            return CommitId.ofFull(name, false);
        }
        return Optional.ofNullable(names.get(name))
                .orElseThrow(() -> new PaasException(
                        Outcome.INVALID, Problem.of("E_COMMIT_UNKNOWN", "'" + name + "' names no commit", "")));
    }
}
