package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.testing.TarBytes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageGateTest extends InAWorld {
    @Test
    void looksAtNothingUnlessThePlatformSaysSo() {
        world.deploy();

        assertThat(world.contents.opened()).isEmpty();
    }

    @Test
    void refusesAnImageBeforeItIsPushedAndRecordsThat() {
        world.platform("images: {check: required}");

        PaasException failure = failure(() -> world.engine().buildImage().run(world.build()));

        assertThat(failure.outcome()).isEqualTo(Outcome.QUALITY_GATE_FAILED);
        assertThat(failure.problems()).extracting(Problem::code).containsOnly("E_IMAGE_REFUSED");
        assertThat(failure)
                .hasMessageContaining("the platform refuses the image of shop for test")
                .hasMessageContaining("I_ROOT_USER")
                .hasMessageContaining("USER 10001");
        assertThat(world.builder.built()).isEmpty();
        assertThat(world.test().sequence.next(world.ref())).isEqualTo(1);
        AuditRecord record = world.engine().audit().list(world.place("test-1")).get(0);
        assertThat(record.action()).isEqualTo(AuditRecord.Action.REFUSED);
        assertThat(record.details()).containsEntry("findings", "I_ROOT_USER").containsEntry("cluster", "test-1");
    }

    @Test
    void letsAnImagePassThatIsAsItShouldBe() {
        world.platform("images: {check: required}")
                .write("Dockerfile", "FROM scratch\nCOPY program /program\nUSER 10001\n");

        assertThat(world.deploy().outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void onlyWarnsWhereThePlatformWarns() {
        world.platform("images: {check: warn}");

        assertThat(world.deploy().outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.warnings()).contains("W_IMAGE_CHECK");
    }

    @Test
    void anImageThatCannotBeLookedIntoIsRefusedOnlyWhereTheCheckIsRequired() {
        world.contents.fail();
        world.platform("images: {check: warn}");
        assertThat(world.deploy().outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.warnings()).contains("W_IMAGE_CHECK");

        world.commit(World.COMMIT_B, "two").platform("images: {check: required}");
        assertThat(failure(world::deploy).code()).isEqualTo("E_IMAGE_UNREADABLE");
    }

    @Test
    void mayDifferFromEnvironmentToEnvironment() {
        world.platform("images: {check: {prod: required}}");
        world.deploy();
        assertThat(world.contents.opened()).isEmpty();

        PaasException failure = failure(
                () -> world.engine().deploy().run(world.request("prod-1", new ImageChoice.FromCommit(World.COMMIT_A))));

        assertThat(failure.code()).isEqualTo("E_IMAGE_REFUSED");
        assertThat(world.prod().releases.list(world.target("prod-1").ref())).isEmpty();
        assertThat(world.registry.copies()).noneMatch(copy -> copy.contains("-2-"));
    }

    @Test
    void looksIntoAnImageThatOthersBuilt() {
        world.platform("images: {check: required}");
        ImageRef image = ImageRef.tagged(world.target("test-1").repository(), "theirs");
        world.registry.push(image, new io.jenkins.plugins.paas.model.Digest("sha256:" + "1".repeat(64)));

        PaasException failure =
                failure(() -> world.engine().deploy().run(world.request("test-1", new ImageChoice.Existing(image))));

        assertThat(failure.code()).isEqualTo("E_IMAGE_REFUSED");
        assertThat(world.actions()).containsExactly("REFUSED image");
    }

    @Test
    void acceptsWhatThePlatformAccepts() {
        world.platform("images: {check: required, allow: [{code: I_ROOT_USER, why: pods run as another user}]}");

        assertThat(world.deploy().outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void refusesAnUnpinnedBaseWhereThePlatformDoes() {
        world.platform("images: {check: required, refuse: [I_BASE_NOT_PINNED]}")
                .write("Dockerfile", "ARG TAG=1\nFROM registry.example.com/base:${TAG} AS a\nFROM a\nUSER 1\n");

        assertThat(failure(() -> world.engine().buildImage().run(world.build())))
                .hasMessageContaining("registry.example.com/base:1 (Dockerfile:2:1)");
    }

    @Test
    void readsALayerOnce() {
        world.platform("images: {check: warn}");
        world.contents.with(new TarBytes().file("a", "b"));
        CheckImage.Request request = new CheckImage.Request(
                new io.jenkins.plugins.paas.port.ImageContents.Source.InTar(Path.of("x.tar")),
                world.platform.images(),
                List.of(),
                true);

        CheckImage.Result first = world.engine().checkImage().run(request);
        CheckImage.Result second = world.engine().checkImage().run(request);

        assertThat(world.contents.read()).hasSize(1);
        assertThat(second).isEqualTo(first);
        assertThat(first.bill()).isPresent();
    }
}
