package io.jenkins.plugins.paas.adapter.git;

import io.jenkins.plugins.paas.adapter.git.GitCommand.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a checkout has only a word of: files that Git LFS keeps elsewhere, and submodules. CI systems fetch them when they are told to. */
final class Unfetched {
    private static final byte[] POINTER =
            "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

    private final String program;
    private final Path folder;

    Unfetched(String program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** One sentence for each of the two that there is. */
    List<String> words() {
        GitCommand large = GitCommand.start(program, folder, "ls-files", "-z", "--", ":(attr:filter=lfs)");
        GitCommand top = GitCommand.start(program, folder, "rev-parse", "--show-toplevel");
        Answer files = large.await();
        Answer root = top.await();
        return Stream.concat(
                        names(files)
                                .filter(name -> isPointer(folder.resolve(name)))
                                .findFirst()
                                .map(
                                        name -> "'" + name
                                                + "' is Git LFS's word for a file and not the file itself; git lfs pull fetches it")
                                .stream(),
                        root.ok() ? submodule(Path.of(root.output())).stream() : Stream.empty())
                .toList();
    }

    private Optional<String> submodule(Path root) {
        if (!Files.isRegularFile(root.resolve(".gitmodules"))) {
            return Optional.empty();
        }
        Answer paths = GitCommand.start(
                        program,
                        root,
                        "config",
                        "-z",
                        "--file",
                        ".gitmodules",
                        "--get-regexp",
                        "^submodule\\..*\\.path$")
                .await();
        Path within = real(folder);
        return names(paths)
                .map(entry -> entry.substring(entry.indexOf('\n') + 1))
                .filter(path -> root.resolve(path).startsWith(within) && isEmpty(root.resolve(path)))
                .findFirst()
                .map(path -> "the submodule '" + path + "' is empty; git submodule update --init fetches it");
    }

    /** None where Git is too old for the question. */
    private static Stream<String> names(Answer answer) {
        return answer.ok()
                ? Stream.of(answer.output().split("\0", -1)).filter(name -> !name.isEmpty())
                : Stream.empty();
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }

    private static boolean isPointer(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(POINTER.length), POINTER);
        } catch (IOException e) {
            // Whoever needs the file will say that it cannot be read.
            return false;
        }
    }

    private static boolean isEmpty(Path path) {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> all = Files.list(path)) {
            return all.findFirst().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
