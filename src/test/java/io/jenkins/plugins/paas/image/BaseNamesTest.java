package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.BuildSpec;
import io.jenkins.plugins.paas.model.BuildSpec.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseNamesTest {
    private static final String PINNED = "host/base@sha256:" + "1".repeat(64);

    @TempDir
    private Path folder;

    @Test
    void areThoseOfAllStagesWithoutADigestOnceVariablesAreFilledIn() throws Exception {
        Files.writeString(
                folder.resolve("Dockerfile"),
                "ARG TAG=1\nARG OWN=host/own\nFROM host/a:${TAG} AS first\nFROM FIRST\nFROM " + PINNED
                        + "\nFROM scratch\nFROM ${OWN}\n");

        assertThat(BaseNames.loose(folder, dockerfile(Map.of("TAG", "2")), Map.of()))
                .containsExactly("host/a:2 (Dockerfile:3:1)", "host/own (Dockerfile:7:1)");
    }

    @Test
    void ofALanguageIsThePlatformsUnlessTheAppNamesItsOwn() {
        Map<String, String> platform = Map.of("java", "host/java:17");

        assertThat(BaseNames.loose(folder, template(Map.of()), platform))
                .containsExactly("host/java:17 (baseImages.java of the platform)");
        assertThat(BaseNames.loose(folder, template(Map.of("base", "host/own:1")), platform))
                .containsExactly("host/own:1 (build.args.base)");
        assertThat(BaseNames.loose(folder, template(Map.of("base", PINNED)), platform))
                .isEmpty();
        assertThat(BaseNames.loose(folder, template(Map.of()), Map.of())).isEmpty();
    }

    @Test
    void areNoneWhereThereIsNoDockerfile() {
        assertThat(BaseNames.loose(folder, dockerfile(Map.of()), Map.of())).isEmpty();
    }

    private static BuildSpec dockerfile(Map<String, String> args) {
        return spec(new Recipe.Dockerfile(Path.of("Dockerfile"), Optional.empty()), args);
    }

    private static BuildSpec template(Map<String, String> args) {
        return spec(new Recipe.Template("java"), args);
    }

    private static BuildSpec spec(Recipe recipe, Map<String, String> args) {
        return new BuildSpec(recipe, Optional.empty(), Optional.empty(), args, List.of());
    }
}
