package io.jenkins.plugins.paas.adapter.buildah;

import io.jenkins.plugins.paas.port.DockerfileBuilder.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of one build, readable by nobody else, that is gone after it. */
final class OwnFolder implements Layout {
    private final Path root;

    private OwnFolder(Path root) {
        this.root = root;
    }

    static OwnFolder create() throws IOException {
        return new OwnFolder(Files.createTempDirectory("paas-build-"));
    }

    Path root() {
        return root;
    }

    @Override
    public Path folder() {
        return root.resolve("layout");
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
