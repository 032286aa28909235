package io.jenkins.plugins.paas.adapter.jib;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.image.BaseImage;
import io.jenkins.plugins.paas.image.ImageConfig;
import io.jenkins.plugins.paas.image.ImagePlan;
import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.image.Node;
import io.jenkins.plugins.paas.image.Owner;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.ImageBuilder.Destination;
import io.jenkins.plugins.paas.testing.FaultyProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bases in a real registry. */
class RegistryImagesIT {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path temp;

    @Test
    void aSecondBuildOnABaseReadsNoLayerOfItFromTheRegistry() throws Exception {
        try (LocalRegistry registry = LocalRegistry.open(temp);
                FaultyProxy proxy = new FaultyProxy(registry.host())) {
            Digest digest = push(registry.host());
            String name = proxy.host() + "/bases/java:1";

            BaseImage first = images(proxy.host()).open(name);
            assertThat(first.name()).isEqualTo(proxy.host() + "/bases/java@" + digest);
            assertThat(blobs(proxy)).as("settings alone need no layer").isEqualTo(1);
            assertThat(first.files().all()).containsOnlyKeys("/etc", "/etc/motd");
            assertThat(blobs(proxy)).isEqualTo(2);

            BaseImage second = images(proxy.host()).open(name);
            assertThat(second.files().all().keySet())
                    .isEqualTo(first.files().all().keySet());
            assertThat(second.config()).isEqualTo(first.config());
            assertThat(blobs(proxy)).isEqualTo(2);
        }
    }

    private static long blobs(FaultyProxy proxy) {
        return proxy.requests().stream()
                .filter(request -> request.startsWith("GET") && request.contains("/blobs/"))
                .count();
    }

    private RegistryImages images(String host) {
        return new RegistryImages(access(host), temp.resolve("cache"));
    }

    private Digest push(String host) throws Exception {
        Path file = Files.writeString(temp.resolve("motd"), "hello");
        ImagePlan plan = new ImagePlan(
                Optional.empty(),
                List.of(new Layer("one", List.of(new Entry("/etc/motd", new Node.File(0644, Owner.ROOT, file), TIME)))),
                ImageConfig.EMPTY,
                TIME);
        ImageRef image = ImageRef.tagged(new Repository(host, "bases/java"), "1");
        return new JibImageBuilder(access(host), temp.resolve("push"))
                .build(plan, new Destination.ToRegistry(image), event -> {})
                .digest();
    }

    private RegistryAccess access(String host) {
        RegistrySpec spec = new RegistrySpec(host, "", new RegistrySpec.Credentials.DockerConfig(), true);
        return new RegistryAccess(List.of(spec), Map.of(), temp);
    }
}
