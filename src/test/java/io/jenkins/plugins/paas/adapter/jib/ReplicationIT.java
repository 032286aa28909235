package io.jenkins.plugins.paas.adapter.jib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.image.ImageConfig;
import io.jenkins.plugins.paas.image.ImagePlan;
import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.image.Node;
import io.jenkins.plugins.paas.image.Owner;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.RegistrySpec.Credentials;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.ImageBuilder.Destination;
import io.jenkins.plugins.paas.port.ImageContents.Source;
import io.jenkins.plugins.paas.port.Registry.Copied;
import io.jenkins.plugins.paas.testing.FaultyProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real registries of two regions, the second one behind a line that breaks. */
class ReplicationIT {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final Backoff QUICK = new Backoff(List.of(Duration.ofMillis(1), Duration.ofMillis(2)));
    private static final int LARGE = 3 << 20;

    @TempDir
    Path first;

    @TempDir
    Path second;

    @TempDir
    Path temp;

    private LocalRegistry home;
    private LocalRegistry region;
    private FaultyProxy line;
    private ImageRef image;
    private final List<Event> events = new ArrayList<>();

    @BeforeEach
    void push() throws Exception {
        home = LocalRegistry.open(first);
        region = LocalRegistry.open(second);
        line = new FaultyProxy(region.host());
        byte[] large = new byte[LARGE];
        new Random(7).nextBytes(large);
        ImagePlan plan = new ImagePlan(
                Optional.empty(),
                List.of(layer("large", large), layer("small", new byte[] {1})),
                ImageConfig.EMPTY,
                TIME);
        image = new JibImageBuilder(access(), temp.resolve("cache"))
                .build(
                        plan,
                        new Destination.ToRegistry(
                                ImageRef.tagged(new Repository(home.host(), "apps/shop"), "1-1-0123456789ab")),
                        event -> {})
                .image();
    }

    private Layer layer(String name, byte[] content) throws Exception {
        Path file = Files.write(temp.resolve(name), content);
        return new Layer(name, List.of(new Entry("/" + name, new Node.File(0644, Owner.ROOT, file), TIME)));
    }

    @AfterEach
    void stop() throws Exception {
        line.close();
        region.close();
        home.close();
    }

    private RegistryAccess access() {
        List<RegistrySpec> all = List.of(home.host(), region.host(), line.host()).stream()
                .map(host -> new RegistrySpec(host, "", new Credentials.DockerConfig(), true))
                .toList();
        return new RegistryAccess(all, Map.of(), temp);
    }

    private HttpRegistry registry() {
        return new HttpRegistry(access(), QUICK, 100);
    }

    private ImageRef there(String path) {
        return new ImageRef(new Repository(line.host(), path), image.tag(), image.digest());
    }

    @Test
    void anImageGetsThereWithItsDigestAndTellsHowFarItIs() {
        Copied copied = registry().copy(image, there("apps/shop"), events::add);

        assertThat(copied.sent()).isEqualTo(3);
        assertThat(copied.bytes()).isGreaterThan(LARGE);
        assertThat(registry().resolve(there("apps/shop"))).isEqualTo(image.digest());
        assertThat(events).isNotEmpty().allSatisfy(event -> assertThat(event).isInstanceOf(Event.Progress.class));
    }

    @Test
    void whatIsThereIsNotSentAgain() {
        registry().copy(image, there("apps/shop"));
        long before = line.bytesSent();

        Copied again = registry().copy(image, there("apps/shop"));

        assertThat(again).isEqualTo(new Copied(3, 0, 0, 0));
        assertThat(line.bytesSent() - before).isLessThan(10_000);
    }

    @Test
    void withinARegistryBlobsAreMountedAndNotSent() {
        registry().copy(image, there("apps/shop"));
        long before = line.bytesSent();

        Copied other = registry().copy(there("apps/shop"), there("mirror/shop"));

        assertThat(other).isEqualTo(new Copied(0, 3, 0, 0));
        assertThat(line.bytesSent() - before).isLessThan(10_000);
        assertThat(registry().resolve(there("mirror/shop"))).isEqualTo(image.digest());
    }

    @Test
    void aBreakThatPassesIsOvercome() {
        line.fail(request -> request.startsWith("PUT ") && request.contains("/uploads/"), 1, 503);

        registry().copy(image, there("apps/shop"));

        assertThat(line.failures()).isEqualTo(1);
        assertThat(registry().resolve(there("apps/shop"))).isEqualTo(image.digest());
    }

    @Test
    void aBreakThatStaysNamesTheBlobAndTheNextCopySendsTheRest() {
        line.fail(request -> request.startsWith("PUT ") && request.contains("/manifests/"), 100, 503);
        assertThat(catchThrowableOfType(PaasException.class, () -> registry().copy(image, there("apps/shop")))
                        .code())
                .isEqualTo("E_REGISTRY_ERROR");
        assertThat(registry().resolve(there("apps/shop"))).isEmpty();

        line.fail(request -> request.startsWith("PUT ") && request.contains("/uploads/"), 100, 503);
        PaasException failure = catchThrowableOfType(
                PaasException.class,
                () -> registry()
                        .copy(image, there("other/shop").pinned(image.digest().orElseThrow())));
        // The registry has these blobs by now, so it mounts none from elsewhere, but they are not in this repository.
        assertThat(failure).hasMessageContaining("the blob sha256:").hasMessageContaining(line.host() + "/other/shop");

        line.fail(request -> false, 0, 0);
        assertThat(registry().copy(image, there("apps/shop"))).isEqualTo(new Copied(3, 0, 0, 0));
        assertThat(registry().resolve(there("apps/shop"))).isEqualTo(image.digest());
    }

    @Test
    void aCopyCanBeLookedIntoInItsRegion() {
        registry().copy(image, there("apps/shop"));
        ImageLooks looks = new ImageLooks(access(), temp.resolve("layers"), temp.resolve("notes"), QUICK);

        var opened = looks.open(new Source.InRegistry(there("apps/shop")));

        assertThat(opened.digest()).isEqualTo(image.digest().map(Object::toString));
        assertThat(opened.created()).contains(TIME);
        assertThat(opened.layers()).hasSize(2);
        assertThat(opened.layers().get(0).<Integer>read(layer -> layer.readAllBytes().length))
                .isGreaterThan(LARGE);
        // What is not read to its end is read to its end all the same, and compared with its digest.
        assertThat(opened.layers().get(1).<Integer>read(layer -> 1)).isEqualTo(1);
    }
}
