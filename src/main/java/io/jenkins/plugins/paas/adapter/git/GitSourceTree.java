package io.jenkins.plugins.paas.adapter.git;

import io.jenkins.plugins.paas.adapter.git.GitCommand.Answer;
import io.jenkins.plugins.paas.model.CommitId;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Source;
import io.jenkins.plugins.paas.port.SourceTree;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Asks the {@code git} program. */
public final class GitSourceTree implements SourceTree {
    private final String program;

    /** Asks the {@code git} on the path. */
    public GitSourceTree() {
        this("git");
    }

    GitSourceTree(String program) {
        this.program = program;
    }

    @Override
    public Source inspect(Path folder) {
        GitCommand head = git(folder, "log", "-1", "--no-show-signature", "--format=%H %ct");
        GitCommand changes = git(folder, "status", "--porcelain", "--untracked-files=normal", "--", ".");
        GitCommand origin = git(folder, "config", "--get", "remote.origin.url");
        Answer commit = head.await();
        Answer changed = changes.await();
        Answer url = origin.await();
        if (!commit.ok() || !changed.ok()) {
            throw noCommit(folder, commit.ok() ? changed : commit);
        }
        List<String> parts = List.of(commit.output().split(" ", -1));
        String revision = parts.get(0);
        return new Source(
                folder,
                CommitId.ofFull(revision, !changed.output().isEmpty()),
                revision,
                Instant.ofEpochSecond(Long.parseLong(parts.get(1))),
                url.ok() ? RemoteUrl.clean(url.output()) : java.util.Optional.empty());
    }

    @Override
    public CommitId resolve(Path folder, String revision) {
        if (revision.matches("[0-9a-f]{12}\\.dirty")) {
            return new CommitId(revision);
        }
        if (revision.matches("[0-9a-f]{12,64}")) {
            return CommitId.ofFull(revision, false);
        }
        // A checkout of a CI system often knows branches by their remote name only.
        for (String name : List.of(revision, "origin/" + revision)) {
            Answer answer = git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}")
                    .await();
            if (answer.ok()) {
                return CommitId.ofFull(answer.output(), false);
            }
        }
        throw new PaasException(
                Outcome.INVALID,
                Problem.of(
                        "E_COMMIT_UNKNOWN",
                        "'" + revision + "' names no commit in " + folder,
                        "fetch it first, or give the commit's full id"));
    }

    @Override
    public List<String> unfetched(Path folder) {
        return new Unfetched(program, folder).words();
    }

    private GitCommand git(Path folder, String... arguments) {
        return GitCommand.start(program, folder, arguments);
    }

    private static PaasException noCommit(Path folder, Answer answer) {
        String said = answer.errors().lines().findFirst().orElse("git failed with " + answer.status());
        boolean notOurs = said.contains("dubious ownership");
        return new PaasException(
                Outcome.INVALID,
                Problem.of(
                        "E_NO_COMMIT",
                        "the commit of " + folder + " cannot be found: " + said.replaceFirst("^fatal: ", ""),
                        notOurs
                                ? "the folder belongs to another user: git config --global --add safe.directory '"
                                        + folder.toAbsolutePath() + "'"
                                : "run in a Git checkout with at least one commit; the image is named after it"));
    }
}
