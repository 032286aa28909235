package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * What images of every language get from us: the folder {@code paas/} of the build context, which templates copy to {@code
 * /opt/paas/}. Its {@code init} starts the App with sizes that fit the container's limits.
 */
final class Outfit {
    /** Its name in the build context. */
    static final String NAME = "paas";

    /** Where templates put it. */
    static final String FOLDER = "/opt/paas";

    /** What it has. */
    static final String SCRIPT = "init";

    /** The first word of a template's ENTRYPOINT. */
    static final String INIT = FOLDER + "/" + SCRIPT;

    private static final String RESOURCE = "/templates/paas/init";

    private Outfit() {}

    /** Changes whenever it does. */
    static String fingerprint() {
        return "outfit-1 " + Sha256.of(init());
    }

    /** Adds it to a build context that is laid out. */
    static void into(Path context) throws IOException {
        write(Files.createDirectories(context.resolve(NAME)), init());
    }

    /** A folder that has it and nothing else. */
    static Path in(StageFolder stage) {
        try {
            return stage.fill(List.of("alone", fingerprint()), folder -> write(folder, init()));
        } catch (IOException e) {
            throw Failures.unreadable(Path.of(NAME), e);
        }
    }

    private static void write(Path folder, byte[] init) throws IOException {
        Path file = Files.write(folder.resolve(SCRIPT), init);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static byte[] init() {
        try (InputStream content = Outfit.class.getResourceAsStream(RESOURCE)) {
            if (content == null) {
                throw new IllegalStateException("the program was packed without " + RESOURCE);
            }
            return content.readAllBytes();
        } catch (IOException e) {
            throw Failures.unreadable(Path.of(RESOURCE), e);
        }
    }
}
