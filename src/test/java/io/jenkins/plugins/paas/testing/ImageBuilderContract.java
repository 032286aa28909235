package io.jenkins.plugins.paas.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.paas.image.ImageConfig;
import io.jenkins.plugins.paas.image.ImagePlan;
import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.image.Node;
import io.jenkins.plugins.paas.image.Owner;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.ImageBuilder;
import io.jenkins.plugins.paas.port.ImageBuilder.Built;
import io.jenkins.plugins.paas.port.ImageBuilder.BuiltLayer;
import io.jenkins.plugins.paas.port.ImageBuilder.Destination;
import io.jenkins.plugins.paas.port.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link ImageBuilder} does. */
public abstract class ImageBuilderContract {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final ImageConfig CONFIG = new ImageConfig(
            Map.of("GREETING", "hello"),
            Map.of("org.opencontainers.image.title", "hello"),
            Optional.of("/app"),
            Optional.of("10001:10001"),
            Optional.of(List.of("/app/hello")),
            Optional.empty(),
            List.of("8080/tcp"),
            List.of("/data"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty());

    @TempDir
    protected Path temp;

    /** The builder under test. */
    protected abstract ImageBuilder builder() throws Exception;

    /** The registry that it pushes to. */
    protected abstract Registry registry() throws Exception;

    /** A repository that may be pushed to. */
    protected abstract Repository repository() throws Exception;

    @Test
    protected void theSamePlanGivesTheSameDigest() throws Exception {
        Built first = builder().build(plan("hello"), new Destination.ToRegistry(tagged("1")), event -> {});
        Built second = builder().build(plan("hello"), new Destination.ToRegistry(tagged("2")), event -> {});
        assertThat(second.digest()).isEqualTo(first.digest());
    }

    @Test
    protected void otherContentUnderTheSameNameGivesAnotherDigest() throws Exception {
        Built first = builder().build(plan("hello"), new Destination.ToRegistry(tagged("1")), event -> {});
        Built second = builder().build(plan("world"), new Destination.ToRegistry(tagged("1")), event -> {});
        assertThat(second.digest()).isNotEqualTo(first.digest());
    }

    @Test
    protected void theRegistryKnowsThePushedTagByTheDigestThatWasToldOf() throws Exception {
        Built built = builder().build(plan("hello"), new Destination.ToRegistry(tagged("1")), event -> {});
        assertThat(registry().resolve(tagged("1"))).contains(built.digest());
        assertThat(built.image()).isEqualTo(tagged("1").pinned(built.digest()));
    }

    @Test
    protected void tellsOfItsOwnLayers() throws Exception {
        Built built = builder().build(plan("hello"), new Destination.ToRegistry(tagged("1")), event -> {});
        assertThat(built.layers()).containsExactly(new BuiltLayer("app", 1, 5));
    }

    @Test
    protected void writesATarAndALayoutWithoutARegistry() throws Exception {
        Path tar = temp.resolve("out/image.tar");
        Path layout = temp.resolve("layout");
        Built first = builder().build(plan("hello"), new Destination.ToTar(tar, tagged("1")), event -> {});
        Built second = builder().build(plan("hello"), new Destination.ToLayout(layout, tagged("1")), event -> {});
        assertThat(first.digest()).isEqualTo(second.digest());
        assertThat(tar).isNotEmptyFile();
        assertThat(layout.resolve("index.json")).isNotEmptyFile();
    }

    @Test
    protected void saysThatTheBaseImageIsNotThere() throws Exception {
        ImageBuilder builder = builder();
        ImagePlan plan = plan(Optional.of(repository() + "/missing:1"), "hello");
        Destination to = new Destination.ToRegistry(tagged("1"));
        assertThatThrownBy(() -> builder.build(plan, to, event -> {}))
                .isInstanceOfSatisfying(
                        PaasException.class,
                        failure -> assertThat(failure.code()).isEqualTo("E_BASE_IMAGE"));
    }

    /** A name in the repository, ending in a number. */
    protected ImageRef tagged(String number) throws Exception {
        return ImageRef.tagged(repository(), number + "-1-0123456789ab");
    }

    /** An image without a base, with one file. */
    protected ImagePlan plan(String content) throws IOException {
        return plan(Optional.empty(), content);
    }

    /** An image with one file. */
    protected ImagePlan plan(Optional<String> base, String content) throws IOException {
        Path file = Files.createDirectories(temp.resolve("app")).resolve("hello.txt");
        Files.writeString(file, content);
        Node node = new Node.File(0644, new Owner(10001, 10001), file);
        return new ImagePlan(
                base, List.of(new Layer("app", List.of(new Entry("/app/hello.txt", node, TIME)))), CONFIG, TIME);
    }
}
