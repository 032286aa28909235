package io.jenkins.plugins.paas.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.paas.model.CommitId;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSourceTreeTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path temp;

    private final GitSourceTree tree = new GitSourceTree();
    private Path repository;

    @BeforeEach
    void commit() throws Exception {
        repository = Files.createDirectories(temp.resolve("repository"));
        Files.createDirectories(repository.resolve("app"));
        Files.writeString(repository.resolve("app/code.txt"), "one");
        Files.writeString(repository.resolve("other.txt"), "one");
        Files.writeString(repository.resolve(".gitignore"), "target/\n");
        git(repository, "init", "-q", "-b", "main");
        git(repository, "add", "-A");
        git(repository, "commit", "-q", "-m", "one");
    }

    @Test
    void findsTheCommitAndItsTime() throws Exception {
        Source source = tree.inspect(repository);
        assertThat(source.revision()).isEqualTo(git(repository, "rev-parse", "HEAD"));
        assertThat(source.commit().value()).isEqualTo(source.revision().substring(0, 12));
        assertThat(source.committedAt()).isEqualTo(TIME);
        assertThat(source.url()).isEmpty();
    }

    @Test
    void isDirtyOnceAFileChanged() throws Exception {
        Files.writeString(repository.resolve("app/code.txt"), "two");
        assertThat(tree.inspect(repository).commit().dirty()).isTrue();
    }

    @Test
    void isDirtyOnceAFileIsNew() throws Exception {
        Files.writeString(repository.resolve("app/new.txt"), "new");
        assertThat(tree.inspect(repository).commit().dirty()).isTrue();
    }

    @Test
    void ignoredFilesDoNotMakeItDirty() throws Exception {
        Files.writeString(
                Files.createDirectories(repository.resolve("app/target")).resolve("app.jar"), "jar");
        assertThat(tree.inspect(repository).commit().dirty()).isFalse();
    }

    @Test
    void onlyTheAppsOwnFolderMakesItDirty() throws Exception {
        Files.writeString(repository.resolve("other.txt"), "two");
        assertThat(tree.inspect(repository.resolve("app")).commit().dirty()).isFalse();
        assertThat(tree.inspect(repository).commit().dirty()).isTrue();
    }

    @Test
    void worksInAShallowCloneAndNamesWhereItCameFrom() throws Exception {
        Path clone = temp.resolve("clone");
        git(temp, "clone", "-q", "--depth", "1", "file://" + repository, clone.toString());
        git(clone, "remote", "set-url", "origin", "https://ci:secret@git.example.com/demo/hello.git");
        Source source = tree.inspect(clone);
        assertThat(source.revision()).isEqualTo(git(repository, "rev-parse", "HEAD"));
        assertThat(source.url()).contains("https://git.example.com/demo/hello.git");
    }

    @Test
    void worksInAWorktree() throws Exception {
        Path worktree = temp.resolve("worktree");
        git(repository, "worktree", "add", "-q", worktree.toString(), "-b", "side");
        assertThat(tree.inspect(worktree).revision()).isEqualTo(git(repository, "rev-parse", "HEAD"));
    }

    @Test
    void saysThatAFolderLiesInNoRepository() {
        assertCode(() -> tree.inspect(temp), "E_NO_COMMIT");
    }

    @Test
    void saysThatARepositoryHasNoCommit() throws Exception {
        Path empty = Files.createDirectories(temp.resolve("empty"));
        git(empty, "init", "-q");
        assertCode(() -> tree.inspect(empty), "E_NO_COMMIT");
    }

    @Test
    void saysThatGitIsMissing() {
        assertCode(() -> new GitSourceTree("git-that-is-not-there").inspect(repository), "E_GIT_MISSING");
    }

    @Test
    void resolvesBranchesTagsAndShortIds() throws Exception {
        String full = git(repository, "rev-parse", "HEAD");
        git(repository, "tag", "v1");
        for (String name : List.of("main", "v1", full.substring(0, 7), full)) {
            assertThat(tree.resolve(repository, name)).isEqualTo(CommitId.ofFull(full, false));
        }
    }

    @Test
    void twelveDigitsNeedNoRepository() {
        assertThat(tree.resolve(temp, "0123456789ab")).isEqualTo(new CommitId("0123456789ab"));
    }

    @Test
    void refusesANameThatNamesNoCommit() {
        assertCode(() -> tree.resolve(repository, "nowhere"), "E_COMMIT_UNKNOWN");
        assertCode(() -> tree.resolve(repository, "--all"), "E_COMMIT_UNKNOWN");
    }

    private static void assertCode(Runnable call, String code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        PaasException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private static String git(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Test", "-c", "user.email=test@example.com"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_COMMITTER_DATE", TIME.toString());
        builder.environment().put("GIT_AUTHOR_DATE", TIME.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }
}
