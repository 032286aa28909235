package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Release;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changed between two releases, in the words that people read at a gate. */
class ReleaseDifferenceTest {
    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void start() {
        world = new World(folder);
    }

    @Test
    void namesImageVariablesAndResources() {
        Release before = deployed("env: {LEVEL: info, OLD: x, SAME: y}", "resources: {cpu: 500m, memory: 512Mi}");
        world.commit(World.COMMIT_B, "two");
        Release after = deployed("env: {LEVEL: debug, NEW: secret, SAME: y}", "resources: {cpu: 1, memory: 512Mi}");

        assertThat(ReleaseDifference.between(before, after))
                .contains("image " + before.tag() + " -> " + after.tag())
                .contains("env LEVEL changed, NEW is new, OLD removed")
                .contains("limits.cpu 500m -> 1")
                .noneMatch(line -> line.contains("secret"))
                .noneMatch(line -> line.contains("memory"));
    }

    @Test
    void namesObjectsThatComeAndGo() {
        Release before = deployed("replicas: 1");
        Release after = deployed("autoscale: {max: 3}");

        assertThat(ReleaseDifference.between(before, after)).containsExactly("HorizontalPodAutoscaler/shop is new");
        assertThat(ReleaseDifference.between(after, before)).containsExactly("HorizontalPodAutoscaler/shop removed");
    }

    private Release deployed(String... settings) {
        String[] lines = new String[settings.length + 1];
        lines[0] = "port: 8080";
        System.arraycopy(settings, 0, lines, 1, settings.length);
        return world.app(lines).deploy().release().orElseThrow();
    }
}
