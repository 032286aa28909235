package io.jenkins.plugins.paas.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Dockerfile that was read.
 *
 * @param name as the user knows the file
 * @param instructions in their order
 * @param escape the character that takes away a character's meaning
 */
record Dockerfile(String name, List<Instruction> instructions, char escape) {
    /** Larger ones are no Dockerfiles. In bytes. */
    private static final long LARGEST = 1 << 20;

    Dockerfile {
        instructions = List.copyOf(instructions);
    }

    static Dockerfile parse(String name, String text) {
        return DockerfileParser.parse(name, text);
    }

    static Dockerfile read(Path file, String name) {
        try {
            if (Files.size(file) > LARGEST) {
                throw Failures.of(
                        "E_DOCKERFILE_SYNTAX", name + " is larger than 1 MiB", "name a Dockerfile, not something else");
            }
            byte[] bytes = Files.readAllBytes(file);
            if (utf16(bytes)) {
                throw Failures.of(
                        "E_DOCKERFILE_SYNTAX",
                        name + " is written in UTF-16, as PowerShell does with '>'",
                        "save it in UTF-8");
            }
            return parse(name, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Failures.unreadable(file, e);
        }
    }

    /** By the mark that such a file begins with, which no UTF-8 has. */
    private static boolean utf16(byte[] bytes) {
        return FirstBytes.are(bytes, 0xFE, 0xFF) || FirstBytes.are(bytes, 0xFF, 0xFE);
    }

    /** The names of all its {@code ARG}s. */
    List<String> args() {
        return instructions.stream()
                .flatMap(each -> each.args().stream())
                .distinct()
                .toList();
    }

    /** All its {@code RUN}s, needed or not. */
    List<RunLine> runs() {
        return Stage.of(this).stages().stream()
                .flatMap(stage -> stage.instructions().stream()
                        .filter(Instruction.Run.class::isInstance)
                        .map(run -> new RunLine(stage.index(), stage.name(), run.at())))
                .toList();
    }
}
