package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.codec.PlanJson;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.spec.SpecReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirroringTest {
    private static final String PLATFORM = """
        registries:
          main: {url: registry.example.com/apps, mirrors: [eu, us]}
          eu: {url: eu.example.com/apps}
          us: {url: us.example.com/apps}
        clusters:
          test-1: {id: 1, environment: test, context: test-1, namespace: "{{team}}", registry: main, createNamespace: true}
          prod-1: {id: 2, environment: prod, context: prod-1, namespace: "{{team}}", registry: eu, createNamespace: true}
        """;

    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void makeWorld() {
        world = new World(folder.resolve("app"));
        world.platform = SpecReader.platform("platform.yaml", PLATFORM);
    }

    @Test
    void copiesWhatIsPushedToTheMirrors() {
        BuildImage.Result built = world.engine().buildImage().run(world.build());

        assertThat(there("eu.example.com", built.digest())).isTrue();
        assertThat(there("us.example.com", built.digest())).isTrue();
        assertThat(world.actions()).containsExactly("BUILD built", "COPIED copied");
    }

    @Test
    void aMirrorThatFailsKeepsNeitherTheOthersNorTheBuild() {
        world.registry.refuse("eu.example.com");

        BuildImage.Result built = world.engine().buildImage().run(world.build());

        assertThat(there("us.example.com", built.digest())).isTrue();
        assertThat(world.warnings()).contains("W_MIRROR_FAILED");
        assertThat(world.events(Event.Warned.class))
                .anySatisfy(
                        warning -> assertThat(warning.text()).contains("'eu'").contains("paas image copy"));
        assertThat(world.actions()).containsExactly("BUILD built", "COPIED incomplete");
    }

    @Test
    void aDeployCopiesWhatItsClustersRegistryLacksAndBuildsNothing() {
        world.registry.refuse("eu.example.com");
        Digest digest = world.engine().buildImage().run(world.build()).digest();
        world.registry.refuse("nobody");

        Delivery delivery =
                world.engine().deploy().run(world.request("prod-1", new ImageChoice.FromCommit(World.COMMIT_A)));

        assertThat(delivery.outcome()).isEqualTo(Outcome.DONE);
        assertThat(there("eu.example.com", digest)).isTrue();
        assertThat(world.builder.built()).hasSize(1);
        assertThat(delivery.release().orElseThrow().image())
                .hasToString("eu.example.com/apps/shop:1-2-aaaaaaaaaaaa@" + digest);
    }

    @Test
    void anImageOfOthersIsBroughtToTheRegistryThatTheClusterPullsFrom() {
        ImageRef nginx = ImageRef.tagged(new Repository("docker.io", "library/nginx"), "1.27");
        Digest digest = new Digest("sha256:" + "c".repeat(64));
        world.registry.push(nginx, digest);

        Delivery delivery = world.engine().deploy().run(world.request("prod-1", new ImageChoice.Existing(nginx)));

        assertThat(delivery.outcome()).isEqualTo(Outcome.DONE);
        assertThat(there("eu.example.com", digest)).isTrue();
        assertThat(delivery.release().orElseThrow().image())
                .hasToString("eu.example.com/apps/shop:1.27-cccccccccccc@" + digest);
        assertThat(world.events(Event.Noted.class))
                .anySatisfy(note -> assertThat(note.text()).startsWith("docker.io/library/nginx:1.27@"));
    }

    @Test
    void aPlanForAnImageOfAnotherAppOrRegistryIsAppliedWithoutThatRegistry() {
        Digest digest = new Digest("sha256:" + "d".repeat(64));
        ImageRef theirs = ImageRef.tagged(new Repository("us.example.com", "apps/billing"), "7-1-bbbbbbbbbbbb");
        world.registry.push(theirs, digest);

        MakePlan.Made made = world.engine().makePlan().run(world.request("prod-1", new ImageChoice.Existing(theirs)));
        Delivery delivery = world.engine()
                .applyPlan()
                .run(new ApplyPlan.Request(world.target("prod-1"), PlanJson.read("plan", made.text()), false));

        assertThat(delivery.outcome()).isEqualTo(Outcome.DONE);
        assertThat(delivery.release().orElseThrow().image())
                .hasToString("eu.example.com/apps/shop:7-2-bbbbbbbbbbbb@" + digest);
    }

    @Test
    void aDryRunNamesTheImageAsADeployWouldAndCopiesNothing() {
        ImageRef nginx = ImageRef.tagged(new Repository("docker.io", "library/nginx"), "1.27");
        world.registry.push(nginx, new Digest("sha256:" + "c".repeat(64)));

        Delivery foreseen = world.engine()
                .deploy()
                .run(new Deploy.Request(
                        world.platform,
                        world.target("prod-1"),
                        world.folder,
                        new ImageChoice.Existing(nginx),
                        true,
                        true,
                        Optional.empty(),
                        Deploy.AtGate.LEAVE));

        assertThat(foreseen.release().orElseThrow().image().toString())
                .startsWith("eu.example.com/apps/shop:1.27-cccccccccccc@");
        assertThat(world.registry.copies()).isEmpty();
    }

    @Test
    void copiesByHandToWhereItIsMissing() {
        world.registry.refuse("eu.example.com");
        Digest digest = world.engine().buildImage().run(world.build()).digest();
        world.registry.refuse("nobody");

        CopyImage.Result result = world.engine().copyImage().run(request("test-1", List.of()));

        assertThat(result.copies()).extracting(CopyImage.Copy::registry).containsExactly("eu", "us");
        assertThat(result.copies()).extracting(copy -> copy.copied().sent()).containsExactly(1, 0);
        assertThat(there("eu.example.com", digest)).isTrue();
        assertThat(world.actions()).last().isEqualTo("COPIED copied");
    }

    @Test
    void tellsEveryRegistryThatFailedAfterAllWereTried() {
        world.registry.refuse("eu.example.com");
        Digest digest = world.engine().buildImage().run(world.build()).digest();

        PaasException failure = catchThrowableOfType(
                PaasException.class, () -> world.engine().copyImage().run(request("test-1", List.of("eu", "us"))));

        assertThat(failure.code()).isEqualTo("E_REGISTRY_DENIED");
        assertThat(there("us.example.com", digest)).isTrue();
        assertThat(world.actions()).last().isEqualTo("COPIED incomplete");
    }

    @Test
    void namesTheRegistriesThatThereAre() {
        world.engine().buildImage().run(world.build());

        PaasException failure = catchThrowableOfType(
                PaasException.class, () -> world.engine().copyImage().run(request("test-1", List.of("asia"))));

        assertThat(failure.code()).isEqualTo("E_REGISTRY_UNKNOWN");
        assertThat(failure).hasMessageContaining("eu, main, us");
    }

    @Test
    void saysThatNothingWasBuilt() {
        PaasException failure = catchThrowableOfType(
                PaasException.class, () -> world.engine().copyImage().run(request("test-1", List.of())));

        assertThat(failure.code()).isEqualTo("E_NOT_BUILT");
    }

    private CopyImage.Request request(String cluster, List<String> to) {
        return new CopyImage.Request(
                world.platform, world.target(cluster), world.folder, Optional.empty(), Optional.empty(), to);
    }

    private boolean there(String host, Digest digest) {
        return world.registry
                .resolve(new ImageRef(new Repository(host, "apps/shop"), Optional.empty(), Optional.of(digest)))
                .isPresent();
    }
}
