package io.jenkins.plugins.paas;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Pace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@code build/PlainClasses.java} makes of classes; an IDE that compiles by itself leaves it
 * out. That lambdas do what they say every other test shows.
 */
class PlainClassesTest {
    private static final Path CLASSES = Path.of("target/classes");

    @Test
    void noRecordLeavesItsMethodsToTheJvm() throws IOException {
        assertThat(thatNeed("java/lang/runtime/ObjectMethods")).isEmpty();
    }

    @Test
    void noLambdaIsLeftToTheJvm() throws IOException {
        assertThat(thatNeed("java/lang/invoke/LambdaMetafactory")).isEmpty();
    }

    @Test
    void recordsAreEqualByTheirComponents() {
        Pace pace = new Pace(3, Optional.of(600), "25%", "0");
        assertThat(pace)
                .isEqualTo(new Pace(3, Optional.of(600), "25%", "0"))
                .hasSameHashCodeAs(new Pace(3, Optional.of(600), "25%", "0"))
                .isNotEqualTo(new Pace(4, Optional.of(600), "25%", "0"))
                .isNotEqualTo(new Pace(3, Optional.empty(), "25%", "0"))
                .isNotEqualTo(new Pace(3, Optional.of(600), "25%", "1"))
                .isNotEqualTo("25%");
    }

    @Test
    void recordsNameTheirComponents() {
        assertThat(new Pace(3, Optional.of(600), "25%", "0"))
                .hasToString("Pace[minReadySeconds=3, deadlineSeconds=Optional[600], maxSurge=25%, maxUnavailable=0]");
    }

    /** The class files in which a name stands. */
    private static List<Path> thatNeed(String name) throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> contains(file, name))
                    .toList();
        }
    }

    private static boolean contains(Path file, String name) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
