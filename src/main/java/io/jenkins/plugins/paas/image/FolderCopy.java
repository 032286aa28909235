package io.jenkins.plugins.paas.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Copies the files of a folder. */
final class FolderCopy {
    private FolderCopy() {}

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (Files.isRegularFile(file) && file.toRealPath().startsWith(from.toRealPath())) {
                    Files.copy(file, target);
                }
            }
        }
    }
}
