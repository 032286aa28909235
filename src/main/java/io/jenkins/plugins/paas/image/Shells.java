package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Knows which base images have a shell. */
final class Shells {
    private static final String SHELL = "/bin/sh";

    /** A program of an image's settings that is a shell, or is run by one. */
    private static final Pattern BY_A_SHELL = Pattern.compile("(.*/)?((ba|da|a)?sh|[^/]*\\.sh)");

    private final StageFolder memory;

    /**
     * Remembers what was found out.
     *
     * @param memory where; the files of a base are read once on each machine
     */
    Shells(StageFolder memory) {
        this.memory = memory;
    }

    /** Whether {@code /bin/sh} is there. */
    boolean in(BaseImage base) {
        ImageConfig config = base.config();
        boolean said = Stream.of(config.command(), config.entrypoint(), config.shell())
                .flatMap(Optional::stream)
                .flatMap(words -> words.stream().limit(1))
                .anyMatch(word -> BY_A_SHELL.matcher(word).matches());
        return said || remembered(base);
    }

    private boolean remembered(BaseImage base) {
        int at = base.name().indexOf('@');
        if (at < 0) {
            // A tag may mean another image tomorrow.
            return found(base);
        }
        try {
            Path known = memory.fill(
                    List.of("shell-1", base.name().substring(at)),
                    folder -> Files.writeString(folder.resolve("shell"), String.valueOf(found(base))));
            return Files.readString(known.resolve("shell")).equals("true");
        } catch (IOException e) {
            throw Failures.unreadable(Path.of(SHELL), e);
        }
    }

    private static boolean found(BaseImage base) {
        ImageFiles files = base.files();
        String real = Links.follow(files, SHELL, new Location(files.description(), 1, 1));
        return files.at(real).filter(Node.File.class::isInstance).isPresent();
    }
}
