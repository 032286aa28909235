package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.TeamName;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.spec.SpecReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildBaseTest {
    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void twoBases() {
        world = new World(folder.resolve("app"))
                .platform("baseImages: {java: \"registry.example.com/base/java:17-1\"}")
                .tool("buildah 1.2.3")
                .write("base/java/Dockerfile", "ARG alpine=alpine:3\nFROM ${alpine}\nRUN apk add java\n")
                .write("base/java-batch/Dockerfile", "ARG java\nFROM ${java}\nENV A=1\n")
                .write("base/README.md", "no base image");
    }

    @Test
    void pushesItUnderItsVersionToWhereThePlatformsBaseOfThatNameIs() {
        BuildBase.Result built = build("java", "17-2");

        assertThat(built.image().toString()).isEqualTo("registry.example.com/base/java:17-2@" + built.digest());
        assertThat(built.builder()).isEqualTo("buildah 1.2.3");
        assertThat(world.registry.resolve(built.image())).contains(built.digest());
        assertThat(world.containers.built().get(0).labels())
                .containsEntry("org.opencontainers.image.title", "java")
                .containsEntry("org.opencontainers.image.version", "17-2");
    }

    @Test
    void aClassOfBusinessStartsFromThePlatformsOwnBaseAndGoesBesideTheApps() {
        BuildBase.Result built = build("java-batch", "1");

        assertThat(built.image().toString()).startsWith("registry.example.com/apps/base/java-batch:1@");
        assertThat(built.builder()).isEqualTo("paas");
        assertThat(world.builder.built().get(0).base()).contains("registry.example.com/base/java:17-1");
    }

    @Test
    void givesAVersionOnce() {
        build("java", "17-2");

        PaasException again = failure("java", "17-2");

        assertThat(again.code()).isEqualTo("E_BASE_EXISTS");
        assertThat(again)
                .hasMessageContaining("registry.example.com/base/java:17-2")
                .hasMessageContaining("--version");
        assertThat(world.containers.built()).hasSize(1);
    }

    @Test
    void namesTheVersionAfterTheCommitUnlessToldOtherwise() {
        BuildBase.Result built = world.engine().buildBase().run(request("java", Optional.empty()));

        assertThat(built.image().tag().orElseThrow()).matches("\\d{8}-aaaaaaaaaaaa");
    }

    @Test
    void saysWhichBasesThereAre() {
        assertThat(failure("jave", "1"))
                .hasMessageContaining("there is no base image 'jave'")
                .hasMessageContaining("there are java, java-batch");
        assertThat(failure("../app", "1").code()).isEqualTo("E_BASE_UNKNOWN");
        assertThat(failure("java", "a b").code()).isEqualTo("E_BASE_VERSION");
        assertThat(new BaseFolder(world.folder.resolve("base")).all(world.platform))
                .containsExactly(
                        new BaseFolder.Base("java", Optional.of("registry.example.com/base/java:17-1")),
                        new BaseFolder.Base("java-batch", Optional.empty()));
    }

    @Test
    void recordsWhoBuiltWhatInOneTrailForAllBases() {
        BuildBase.Result java = build("java", "17-2");
        build("java-batch", "1");

        List<AuditRecord> records = world.engine().baseTrail().list(world.platform, new TeamName("platform"));

        assertThat(records)
                .extracting(record -> record.action() + " " + record.details().get("base") + " by "
                        + record.details().get("builder"))
                .containsExactly("BUILD java by buildah 1.2.3", "BUILD java-batch by paas");
        assertThat(records.get(0).details()).containsEntry("image", java.image().toString());
        assertThat(records.get(0).ref()).hasToString("platform/base-images");
    }

    @Test
    void pushesNothingThatCannotBeRecorded() {
        world.platform = SpecReader.platform("platform.yaml", """
                registries:
                  main: {url: registry.example.com/apps}
                clusters:
                  test-1: {id: 1, environment: test, context: test-1, namespace: "NAME-{{team}}", registry: main}
                """.replace("NAME", "n".repeat(60)));

        assertThat(failure("java", "17-2").code()).isEqualTo("E_NAMESPACE");
        assertThat(world.containers.built()).isEmpty();
    }

    @Test
    void warnsOfWhatNobodyCanBuildAgain() {
        world.source.dirty();

        build("java", "1");

        assertThat(world.events(Event.Warned.class))
                .extracting(Event.Warned::code)
                .contains("W_DIRTY");
    }

    private BuildBase.Result build(String name, String version) {
        return world.engine().buildBase().run(request(name, Optional.of(version)));
    }

    private PaasException failure(String name, String version) {
        return catchThrowableOfType(PaasException.class, () -> build(name, version));
    }

    private BuildBase.Request request(String name, Optional<String> version) {
        return new BuildBase.Request(
                world.platform,
                new BaseFolder(world.folder.resolve("base")),
                name,
                version,
                Optional.empty(),
                new TeamName("platform"),
                Map.of());
    }
}
