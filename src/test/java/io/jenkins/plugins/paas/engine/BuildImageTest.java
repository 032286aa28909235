package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.port.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildImageTest {
    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void makeWorld() {
        world = new World(folder.resolve("app")).app("build: {command: make all}");
    }

    @Test
    void runsTheBuildCommandAndTellsWhatItPrints() {
        BuildImage.Result built = run(world.build());

        assertThat(built.tag().orElseThrow()).hasToString("1-1-aaaaaaaaaaaa");
        assertThat(built.reused()).isFalse();
        assertThat(built.image().digest()).contains(built.digest());
        assertThat(world.commands).containsExactly("make all");
        assertThat(world.events(Event.Output.class)).containsExactly(new Event.Output("build", "output of make all"));
    }

    @Test
    void saysHowTheBuildCommandFailed() {
        world.exitCode = 3;

        PaasException failure = failure(world.build());

        assertThat(failure.code()).isEqualTo("E_BUILD_FAILED");
        assertThat(failure).hasMessageContaining("exit code 3").hasMessageContaining("output of make all");
        assertThat(world.builder.built()).isEmpty();
        assertThat(world.test().sequence.next(world.ref())).isEqualTo(1);
    }

    @Test
    void handsADockerfileThatNeedsRunToTheToolThatIsThere() {
        world.tool("buildah 1.2.3").write("Dockerfile", "FROM scratch\nRUN make\n");

        BuildImage.Result built = run(world.build());

        assertThat(built.tag().orElseThrow()).hasToString("1-1-aaaaaaaaaaaa");
        assertThat(built.builder()).contains("buildah 1.2.3");
        assertThat(world.registry.resolve(built.image())).contains(built.digest());
        assertThat(world.builder.finished().get(0).labels())
                .containsEntry("org.opencontainers.image.revision", World.COMMIT_A);
        assertThat(world.events(Event.Noted.class))
                .contains(new Event.Noted("buildah 1.2.3 builds the image, since Dockerfile:2:1 needs RUN"));
        assertThat(world.builder.built()).isEmpty();
    }

    @Test
    void assemblesADockerfileWhoseNeededStagesHaveNoRunByItself() {
        world.tool("buildah 1.2.3").write("Dockerfile", "FROM scratch AS tests\nRUN make test\nFROM scratch\n");

        assertThat(run(world.build()).builder()).contains("paas");
        assertThat(world.containers.built()).isEmpty();
    }

    @Test
    void namesEveryLineThatNeedsAToolWhereNoneIsThere() {
        world.write("Dockerfile", "FROM scratch\nRUN make\nRUN make install\n");

        PaasException failure = failure(world.build());

        assertThat(failure.code()).isEqualTo("E_DOCKERFILE_RUN");
        assertThat(failure.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(failure.problems())
                .extracting(problem -> problem.where().orElseThrow().toString())
                .containsExactly("Dockerfile:2:1", "Dockerfile:3:1");
        assertThat(failure).hasMessageContaining("install buildah").hasMessageContaining("build.command");
    }

    @Test
    void aFailingRunPushesNothingAndTakesNoNumber() {
        world.tool("buildah 1.2.3").write("Dockerfile", "FROM scratch\nRUN false\n");

        assertThat(failure(world.build()).code()).isEqualTo("E_RUN_FAILED");
        assertThat(world.registry.tags(world.target("test-1").repository())).isEmpty();
        assertThat(world.test().sequence.next(world.ref())).isEqualTo(1);
    }

    @Test
    void buildsACommitOnce() {
        BuildImage.Result first = run(world.build());
        BuildImage.Result second = run(world.build());

        assertThat(second.reused()).isTrue();
        assertThat(second.image()).isEqualTo(first.image());
        assertThat(world.commands).hasSize(1);
    }

    @Test
    void buildsAgainWhenForced() {
        run(world.build());
        BuildImage.Request usual = world.build();

        BuildImage.Result forced = run(new BuildImage.Request(
                usual.platform(), usual.target(), usual.folder(), usual.output(), true, Optional.empty()));

        assertThat(forced.tag().orElseThrow().sequence()).isEqualTo(2);
    }

    @Test
    void alwaysBuildsADirtyTreeAndSaysSoInItsTag() {
        world.source.dirty();

        run(world.build());
        BuildImage.Result second = run(world.build());

        assertThat(second.tag().orElseThrow()).hasToString("2-1-aaaaaaaaaaaa.dirty");
        assertThat(world.warnings()).contains("W_DIRTY");
    }

    @Test
    void warnsOfWhatTheCheckoutLacks() {
        world.source.unfetched("the submodule 'theme' is empty");

        run(world.build());

        assertThat(world.warnings()).contains("W_NOT_FETCHED");
    }

    @Test
    void findsWhatWasBuiltFromACommit() {
        run(world.build());
        world.commit(World.COMMIT_B, "two").source.name("v1", World.COMMIT_A);

        BuildImage.Result found = run(of("v1"));

        assertThat(found.tag().orElseThrow()).hasToString("1-1-aaaaaaaaaaaa");
        assertThat(found.reused()).isTrue();
    }

    @Test
    void saysWhatThereIsWhenTheCommitWasNotBuilt() {
        run(world.build());

        PaasException failure = failure(of(World.COMMIT_B));

        assertThat(failure.code()).isEqualTo("E_COMMIT_NOT_BUILT");
        assertThat(failure.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(failure).hasMessageContaining("1-1-aaaaaaaaaaaa");
    }

    @Test
    void writesATarFileEvenIfTheRegistryHasTheCommit() {
        run(world.build());
        Path tar = folder.resolve("image.tar");
        BuildImage.Request usual = world.build();

        run(new BuildImage.Request(
                usual.platform(),
                usual.target(),
                usual.folder(),
                new BuildImage.Output.ToTar(tar),
                false,
                Optional.empty()));

        assertThat(tar).exists();
    }

    @Test
    void aFileNeedsNoClusterAndTakesNoNumber() {
        BuildImage.Request usual = world.build();

        BuildImage.Result built = run(new BuildImage.Request(
                usual.platform(),
                usual.target(),
                usual.folder(),
                new BuildImage.Output.ToLayout(folder.resolve("layout")),
                false,
                Optional.empty()));

        assertThat(world.clusters).as("those that were asked").isEmpty();
        assertThat(built.tag()).isEmpty();
        assertThat(built.image().tag()).contains("aaaaaaaaaaaa");
        BuildImage.Result pushed = run(usual);
        assertThat(pushed.tag().orElseThrow().sequence()).isEqualTo(1);
    }

    @Test
    void aFileOfAnImageThatThePlatformRefusesIsNotWritten() {
        BuildImage.Request usual = world.platform("images: {check: required}").build();

        PaasException failure = failure(new BuildImage.Request(
                usual.platform(),
                usual.target(),
                usual.folder(),
                new BuildImage.Output.ToTar(folder.resolve("image.tar")),
                false,
                Optional.empty()));

        assertThat(failure.code()).isEqualTo("E_IMAGE_REFUSED");
        assertThat(world.clusters).as("those that were asked").isEmpty();
        assertThat(folder.resolve("image.tar")).doesNotExist();
    }

    @Test
    void givesBuildersAtTheSameTimeDifferentNumbers() throws Exception {
        world.source.dirty();
        int builders = 8;
        ExecutorService threads = Executors.newFixedThreadPool(builders);
        try {
            Callable<Long> build = () -> run(world.build()).tag().orElseThrow().sequence();
            List<Future<Long>> numbers = threads.invokeAll(java.util.Collections.nCopies(builders, build));
            java.util.Set<Long> different = new java.util.HashSet<>();
            for (Future<Long> number : numbers) {
                different.add(number.get());
            }

            assertThat(different).hasSize(builders);
            assertThat(world.verify().bad()).isEmpty();
            assertThat(world.verify().records()).isEqualTo(builders);
        } finally {
            threads.shutdownNow();
        }
    }

    private BuildImage.Request of(String commit) {
        BuildImage.Request usual = world.build();
        return new BuildImage.Request(
                usual.platform(), usual.target(), usual.folder(), usual.output(), false, Optional.of(commit));
    }

    private BuildImage.Result run(BuildImage.Request request) {
        return world.engine().buildImage().run(request);
    }

    private PaasException failure(BuildImage.Request request) {
        return catchThrowableOfType(PaasException.class, () -> run(request));
    }
}
