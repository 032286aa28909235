package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectedTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void platforms() throws IOException {
        Files.writeString(folder.resolve("platform.yaml"), platform("near"));
        Files.createDirectory(folder.resolve("app"));
        Files.writeString(folder.resolve("app/platform.yaml"), platform("beside-the-app"));
        Files.writeString(folder.resolve("other.yaml"), platform("far"));
    }

    private static String platform(String context) {
        return """
                registries: {main: {url: registry.example.com/apps}}
                clusters:
                  test-1: {id: 1, environment: test, context: %s, namespace: team, registry: main}
                """.formatted(context);
    }

    private Optional<String> context(Map<String, String> env, String... args) {
        return Expected.context(
                args,
                new Surroundings(
                        env,
                        folder,
                        new ByteArrayInputStream(new byte[0]),
                        System.out,
                        System.err,
                        false,
                        InstantSource.system()));
    }

    @Test
    void theClusterIsThatOfTheOptionWrittenEitherWay() {
        assertThat(context(Map.of(), "deploy", "--cluster", "test-1")).contains("near");
        assertThat(context(Map.of(), "deploy", "--cluster=test-1")).contains("near");
    }

    @Test
    void aFileOnThisMachineNeedsNone() {
        assertThat(context(Map.of(), "build", "--cluster", "test-1", "--tar", "a.tar"))
                .isEmpty();
    }

    @Test
    void thePlatformIsLookedForWhereTheCommandLooksForIt() {
        assertThat(context(Map.of(), "status", "-f", "app", "--cluster", "test-1"))
                .contains("beside-the-app");
        assertThat(context(Map.of(), "status", "--platform", "other.yaml", "--cluster", "test-1"))
                .contains("far");
        assertThat(context(Map.of("PAAS_PLATFORM", "other.yaml"), "status", "--cluster", "test-1"))
                .contains("far");
    }

    @Test
    void withoutAClusterNoneIsExpected() {
        assertThat(context(Map.of(), "deploy")).isEmpty();
        assertThat(context(Map.of(), "deploy", "--cluster")).isEmpty();
        assertThat(context(Map.of(), "deploy", "--cluster", "prod-1")).isEmpty();
    }

    @Test
    void aPlatformWithoutThatContextExpectsNone() throws IOException {
        for (String text : List.of(
                "clusters: {test-1: {id: 1}}",
                "clusters: {test-1: {context: [near]}}",
                "clusters: {test-1: near}",
                "clusters: [test-1]",
                "clusters:",
                "")) {
            Files.writeString(folder.resolve("platform.yaml"), text);
            assertThat(context(Map.of(), "deploy", "--cluster", "test-1"))
                    .as(text)
                    .isEmpty();
        }
    }
}
