package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Sha256;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two teams have an App of one name, and the platform gives both one repository. */
class OwnImagesTest {
    @TempDir
    private Path folder;

    private World world;
    private ImageRef theirs;

    @BeforeEach
    void anotherTeamHasBuiltTheSameCommit() {
        world = new World(folder.resolve("app"));
        theirs = built("7-1-aaaaaaaaaaaa", "other");
    }

    private ImageRef built(String tag, String team) {
        Digest digest = new Digest("sha256:" + Sha256.of(tag + team));
        ImageRef image = ImageRef.tagged(world.target("test-1").repository(), tag);
        world.registry.push(image, digest);
        world.registry.label(digest, Map.of(Labels.TEAM, team));
        return image.pinned(digest);
    }

    @Test
    void aBuildTakesNoImageOfAnotherTeam() {
        BuildImage.Result built = world.engine().buildImage().run(world.build());

        assertThat(built.reused()).isFalse();
        assertThat(built.tag().orElseThrow()).hasToString("1-1-aaaaaaaaaaaa");
        assertThat(world.registry.labels(built.image())).containsEntry(Labels.TEAM, "trade");
        assertThat(world.warnings()).contains("W_IMAGE_OF_ANOTHER_TEAM");
    }

    @Test
    void theLastImageIsTheLastOfThisTeam() {
        assertThat(failure(() -> find()).code()).isEqualTo("E_NOT_BUILT");

        ImageRef ours = world.engine().buildImage().run(world.build()).image();

        assertThat(find()).isEqualTo(ours);
    }

    private ImageRef find() {
        return world.engine().findImage().find(world.platform, world.target("test-1"), folder, Optional.empty());
    }

    @Test
    void anImageOfAnotherTeamIsNotOverwritten() {
        ImageRef first = built("1-1-aaaaaaaaaaaa", "other");

        PaasException refused = failure(() -> world.engine().buildImage().run(world.build()));

        assertThat(refused.code()).isEqualTo("E_IMAGE_OF_ANOTHER_TEAM");
        assertThat(refused).hasMessageContaining("team 'other'").hasMessageContaining("{{team}}");
        assertThat(world.registry.resolve(ImageRef.tagged(first.repository(), "1-1-aaaaaaaaaaaa")))
                .isEqualTo(first.digest());
    }

    @Test
    void anImageOfAnotherTeamThatIsNamedAsThisAppsIsRefused() {
        PaasException refused =
                failure(() -> world.engine().deploy().run(world.request("test-1", new ImageChoice.Existing(theirs))));

        assertThat(refused.code()).isEqualTo("E_IMAGE_OF_ANOTHER_TEAM");
    }

    @Test
    void anImageWithoutALabelIsTakenAsEver() {
        ImageRef old = ImageRef.tagged(theirs.repository(), "3-1-aaaaaaaaaaaa");
        world.registry.push(old, new Digest("sha256:" + Sha256.of("old")));

        assertThat(world.engine().buildImage().run(world.build()).tag().orElseThrow())
                .hasToString("3-1-aaaaaaaaaaaa");
    }

    @Test
    void withAFolderForEachTeamNobodyMeets() {
        world = new World(folder.resolve("apart"));
        world.platform = io.jenkins.plugins.paas.spec.SpecReader.platform("platform.yaml", """
                registries:
                  main: {url: "registry.example.com/{{team}}"}
                clusters:
                  test-1: {id: 1, environment: test, context: test-1, namespace: "{{team}}", registry: main, createNamespace: true}
                """);

        BuildImage.Result built = world.engine().buildImage().run(world.build());

        assertThat(built.image().repository()).hasToString("registry.example.com/trade/shop");
        assertThat(world.warnings()).isEmpty();
    }

    private static PaasException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        return catchThrowableOfType(PaasException.class, work);
    }
}
