package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds every Dockerfile of the corpus twice, by us and by the real buildah, and compares files and settings. Where they
 * differ on purpose, {@code differences.txt} says why, and the case says what we make.
 */
class DockerfileDifferenceIT {
    private static final Pattern DIFFERENCE = Pattern.compile("(.+?)(?: \\(until buildah ([0-9.]+)\\))? \\| (.+)");

    @TempDir
    static Path temp;

    /** A difference that is meant: since which version buildah does the same, and why it differs. */
    private record Difference(Optional<String> until, String reason) {}

    @TestFactory
    Stream<DynamicTest> weBuildWhatBuildahBuilds() throws Exception {
        Optional<String> version = Buildah.version();
        Assumptions.assumeTrue(version.isPresent(), "buildah is not installed");
        Map<String, Difference> differences = differences();
        Buildah buildah = new Buildah(temp.resolve("buildah"));
        AtomicInteger number = new AtomicInteger();
        return CorpusCase.all().stream()
                .map(test -> DynamicTest.dynamicTest(test.name(), () -> {
                    Assumptions.assumeTrue(
                            !test.hasAttributes() || Files.isExecutable(Path.of("/usr/sbin/setcap")),
                            "setcap is not installed");
                    Path folder = temp.resolve("case-" + number.incrementAndGet());
                    test.write(folder);
                    String ours = new OurBuild(folder).run(test);
                    String theirs = buildah.run(test, folder);
                    if (!test.expected().isEmpty()) {
                        assertThat(ours).isEqualTo(test.expected());
                    }
                    boolean same = ours.equals(theirs) || (ours.startsWith("refused") && theirs.startsWith("refused"));
                    Difference meant = differences.get(test.name());
                    if (meant == null
                            || meant.until()
                                    .filter(since -> reached(since, version.get()))
                                    .isPresent()) {
                        assertThat(same ? theirs : ours).isEqualTo(theirs);
                    } else {
                        assertThat(same)
                                .as("no longer differs, so take it off the list: " + meant.reason())
                                .isFalse();
                        assertThat(test.expected())
                                .as("says what we make instead")
                                .isNotEmpty();
                    }
                }));
    }

    @Test
    void theCorpusIsLargeAndEveryDifferenceBelongsToACase() throws IOException {
        assertThat(CorpusCase.all())
                .extracting(CorpusCase::name)
                .hasSizeGreaterThan(150)
                .doesNotHaveDuplicates();
        assertThat(CorpusCase.all())
                .extracting(CorpusCase::name)
                .containsAll(differences().keySet());
    }

    private static Map<String, Difference> differences() throws IOException {
        Map<String, Difference> differences = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/dockerfiles/differences.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                Matcher difference = DIFFERENCE.matcher(line);
                assertThat(difference.matches()).as(line).isTrue();
                differences.put(
                        difference.group(1),
                        new Difference(Optional.ofNullable(difference.group(2)), difference.group(3)));
            }
        }
        return differences;
    }

    private static boolean reached(String since, String version) {
        String[] left = since.split("\\.");
        String[] right = version.split("[.-]");
        for (int i = 0; i < left.length; i++) {
            int compared = Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]));
            if (compared != 0) {
                return compared < 0;
            }
        }
        return true;
    }
}
