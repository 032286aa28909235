package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    @TempDir
    Path folder;

    @Test
    void theNextBuildRemovesWhatAKilledOneLeft() throws IOException {
        Path killed = part("killed", Duration.ofHours(2));
        Path atWork = part("at-work", Duration.ofMinutes(50));
        new StageFolder(folder, 10).fill(List.of("new"), part -> Files.writeString(part.resolve("a"), "a"));
        assertThat(killed).doesNotExist();
        assertThat(atWork.resolve("file")).exists();
    }

    @Test
    void aLongBuildThatStillWritesIsLeftAlone() throws IOException {
        Path downloads = part("downloads", Duration.ofHours(5));
        Files.writeString(downloads.resolve("file"), "more");
        age(downloads, Duration.ofHours(5));
        Leftovers.remove(folder);
        assertThat(downloads.resolve("file")).exists();
    }

    @Test
    void finishedContextsAreNoLeftovers() throws IOException {
        StageFolder stage = new StageFolder(folder, 10);
        Path done = stage.fill(List.of("done"), part -> Files.writeString(part.resolve("a"), "a"));
        age(done, Duration.ofDays(100));
        Leftovers.remove(folder);
        assertThat(done.resolve("a")).exists();
    }

    private Path part(String name, Duration age) throws IOException {
        Path part = Files.createDirectory(folder.resolve(name + Leftovers.PART + "1"));
        Files.writeString(part.resolve("file"), "half");
        age(part.resolve("file"), age);
        age(part, age);
        return part;
    }

    private static void age(Path file, Duration age) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }
}
