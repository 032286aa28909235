package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.testing.BuildKitDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds every Dockerfile of the corpus by us, by the real buildah and by the real BuildKit, and compares files and settings. Where
 * we differ on purpose, a list says why, and the case says what we make.
 */
class DockerfileDifferenceIT {
    private static final String FROM_BUILDAH = "differences.txt";
    private static final String FROM_BUILDKIT = "differences-from-buildkit.txt";

    @TempDir
    static Path temp;

    private static Optional<BuildKitDaemon> daemon = Optional.empty();

    @AfterAll
    static void stop() {
        daemon.ifPresent(BuildKitDaemon::close);
    }

    @TestFactory
    Stream<DynamicTest> weBuildWhatBuildahBuilds() throws Exception {
        Optional<String> version = Buildah.version();
        Assumptions.assumeTrue(version.isPresent(), "buildah is not installed");
        return compare(Differences.read(FROM_BUILDAH, version.get()), Buildah::run, UnaryOperator.identity());
    }

    @TestFactory
    Stream<DynamicTest> weBuildWhatBuildKitBuilds() throws Exception {
        Optional<Path> programs = BuildKitDaemon.programs();
        Assumptions.assumeTrue(programs.isPresent(), "sandbox/build buildkit was not run");
        daemon = Optional.of(BuildKitDaemon.in(temp, programs.get()));
        // It says where programs start also where the file does not.
        return compare(
                Differences.read(FROM_BUILDKIT, ""),
                new BuildKit(daemon.get())::run,
                image -> image.replaceAll("(?m)^WorkingDir /\\n?$", ""));
    }

    /** Another builder. */
    private interface Other {
        String run(CorpusCase test, Path folder) throws Exception;
    }

    private static Stream<DynamicTest> compare(Differences differences, Other other, UnaryOperator<String> comparable)
            throws IOException {
        Path cases = Files.createTempDirectory(temp, "cases");
        AtomicInteger number = new AtomicInteger();
        return CorpusCase.all().stream()
                .map(test -> DynamicTest.dynamicTest(test.name(), () -> {
                    Assumptions.assumeTrue(
                            !test.hasAttributes() || Files.isExecutable(Path.of("/usr/sbin/setcap")),
                            "setcap is not installed");
                    Path folder = cases.resolve("case-" + number.incrementAndGet());
                    test.write(folder);
                    String ours = new OurBuild(folder).run(test);
                    if (!test.expected().isEmpty()) {
                        assertThat(ours).isEqualTo(test.expected());
                    }
                    differences.judge(
                            test,
                            comparable.apply(ours).strip(),
                            comparable.apply(other.run(test, folder)).strip());
                }));
    }

    @Test
    void theCorpusIsLargeAndEveryDifferenceBelongsToACase() throws IOException {
        Set<String> fromBuildah = Differences.read(FROM_BUILDAH, "").names();
        assertThat(CorpusCase.all())
                .extracting(CorpusCase::name)
                .hasSizeGreaterThan(150)
                .doesNotHaveDuplicates()
                .containsAll(fromBuildah)
                .containsAll(Differences.read(FROM_BUILDKIT, "").names());
        assertThat(CorpusCase.all())
                .filteredOn(test -> fromBuildah.contains(test.name()))
                .as("say what we make instead")
                .allMatch(test -> !test.expected().isEmpty());
    }
}
