package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.port.ReleaseStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which image a deploy takes, and by which number. */
class DeployedImageTest extends InAWorld {
    @Test
    void keepsDigestAndSequenceInASecondCluster() {
        Release first = world.deploy().release().orElseThrow();

        Delivery promoted =
                world.engine().deploy().run(world.request("prod-1", new ImageChoice.FromCommit(World.COMMIT_A)));

        Release second = promoted.release().orElseThrow();
        assertThat(second.number()).isEqualTo(first.number());
        assertThat(second.image().digest()).isEqualTo(first.image().digest());
        assertThat(second.tag()).hasToString("1-2-aaaaaaaaaaaa");
        assertThat(world.builder.built()).hasSize(1);
        assertThat(world.prod().cluster.serving()).contains(1L);
    }

    @Test
    void keepsNumbersInOrderWhenAnOlderBuildIsPromotedLate() {
        world.deploy();
        world.commit(World.COMMIT_B, "two").deploy();
        world.engine().deploy().run(world.request("prod-1"));

        Delivery late =
                world.engine().deploy().run(world.request("prod-1", new ImageChoice.FromCommit(World.COMMIT_A)));

        assertThat(late.release().orElseThrow().tag()).hasToString("3-2-aaaaaaaaaaaa");
    }

    @Test
    void deploysAnImageOfOthersUnderItsOwnName() {
        ImageRef image = ImageRef.tagged(
                new io.jenkins.plugins.paas.model.Repository("registry.example.com", "tools/web"), "1.25");
        world.registry.push(image, new io.jenkins.plugins.paas.model.Digest("sha256:" + "c".repeat(64)));

        Delivery delivery = world.engine().deploy().run(world.request("test-1", new ImageChoice.Existing(image)));

        Release release = delivery.release().orElseThrow();
        assertThat(release.image()).hasToString("registry.example.com/tools/web:1.25@sha256:" + "c".repeat(64));
        assertThat(release.tag()).hasToString("1-1-cccccccccccc");
        assertThat(world.registry.copies()).isEmpty();
    }

    @Test
    void numbersGoOnAboveTheOneThatAnotherAppsImageBringsAlong() {
        ImageRef others = ImageRef.tagged(
                new io.jenkins.plugins.paas.model.Repository("registry.example.com", "apps/billing"),
                "2-1-bbbbbbbbbbbb");
        world.registry.push(others, new io.jenkins.plugins.paas.model.Digest("sha256:" + "d".repeat(64)));

        world.engine().deploy().run(world.request("test-1", new ImageChoice.Existing(others)));
        for (String level : List.of("debug", "info", "warn")) {
            world.app("port: 8080", "env: {LOG: " + level + "}");
            world.engine().deploy().run(world.request("test-1", new ImageChoice.Existing(others)));
        }

        assertThat(world.entries()).map(ReleaseStore.Entry::number).containsExactlyInAnyOrder(2L, 3L, 4L, 5L);
    }

    @Test
    void refusesAnImageThatIsNotThere() {
        ImageRef image =
                ImageRef.tagged(new io.jenkins.plugins.paas.model.Repository("registry.example.com", "web"), "9");

        PaasException failure =
                failure(() -> world.engine().deploy().run(world.request("test-1", new ImageChoice.Existing(image))));

        assertThat(failure.code()).isEqualTo("E_IMAGE_UNKNOWN");
        assertThat(failure.outcome()).isEqualTo(Outcome.INVALID);
    }
}
