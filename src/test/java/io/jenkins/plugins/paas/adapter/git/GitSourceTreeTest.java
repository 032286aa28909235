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
    void namesFilesOfGitLfsThatWereNotFetched() throws Exception {
        Files.writeString(repository.resolve(".gitattributes"), "*.png filter=lfs\n*.jpg filter=lfs\n");
        Files.writeString(
                repository.resolve("app/ü b.png"),
                "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
        Files.writeString(repository.resolve("app/here.jpg"), "the picture");
        Files.writeString(
                repository.resolve("about.txt"), "version https://git-lfs.github.com/spec/v1 is how it begins");
        assertThat(tree.unfetched(repository)).isEmpty();
        git(repository, "-c", "filter.lfs.required=false", "add", "-A");

        assertThat(tree.unfetched(repository)).singleElement().asString().startsWith("'app/ü b.png' is");
        assertThat(tree.unfetched(repository.resolve("app")))
                .singleElement()
                .asString()
                .startsWith("'ü b.png' is");
        Files.writeString(repository.resolve("app/ü b.png"), "the picture");
        assertThat(tree.unfetched(repository)).isEmpty();
    }

    @Test
    void namesASubmoduleThatWasNotFetched() throws Exception {
        Path theme = Files.createDirectories(temp.resolve("theme"));
        Files.writeString(theme.resolve("style.css"), "");
        git(theme, "init", "-q");
        git(theme, "add", "-A");
        git(theme, "commit", "-q", "-m", "one");
        git(
                repository,
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "--quiet",
                "add",
                theme.toString(),
                "app/theme");
        git(repository, "commit", "-q", "-m", "two");
        assertThat(tree.unfetched(repository)).isEmpty();
        Path clone = temp.resolve("clone");
        git(temp, "clone", "-q", repository.toString(), clone.toString());

        String words = "the submodule 'app/theme' is empty; git submodule update --init fetches it";
        assertThat(tree.unfetched(clone)).containsExactly(words);
        assertThat(tree.unfetched(clone.resolve("app"))).containsExactly(words);
        Files.createDirectories(clone.resolve("other"));
        assertThat(tree.unfetched(clone.resolve("other"))).isEmpty();
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
