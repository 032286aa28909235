package io.jenkins.plugins.paas.image;

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

    /** Adds it to every folder that is laid out. */
    static StageFolder.Extra extra() {
        byte[] init = init();
        return new StageFolder.Extra(
                List.of("outfit-1", FileHash.of(init)),
                context -> write(Files.createDirectories(context.resolve(NAME)), init));
    }

    /** A folder that has it and nothing else. */
    static Path in(StageFolder stage) {
        byte[] init = init();
        try {
            return stage.fill(List.of("outfit-alone-1", FileHash.of(init)), folder -> write(folder, init));
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
