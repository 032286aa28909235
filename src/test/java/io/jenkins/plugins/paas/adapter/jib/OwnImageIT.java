package io.jenkins.plugins.paas.adapter.jib;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.image.BaseImage;
import io.jenkins.plugins.paas.image.ImageConfig;
import io.jenkins.plugins.paas.image.ImagePlan;
import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.image.Node;
import io.jenkins.plugins.paas.image.Owner;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.ImageBuilder.Built;
import io.jenkins.plugins.paas.port.ImageBuilder.Destination;
import io.jenkins.plugins.paas.testing.FaultyProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images with all settings that there are, in a real registry. */
class OwnImageIT {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path temp;

    private LocalRegistry registry;
    private FaultyProxy proxy;

    @BeforeEach
    void start() throws Exception {
        registry = LocalRegistry.open(temp);
        proxy = new FaultyProxy(registry.host());
        build(plan(Optional.empty(), "base", ImageConfig.EMPTY), "bases/java", "base-cache");
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        registry.close();
    }

    @Test
    void hasAllSettingsAndTheFilesOfItsBase() throws Exception {
        Built built = build(own(), "apps/one", "cache");
        BaseImage read = new RegistryImages(access(), temp.resolve("read"))
                .open(proxy.host() + "/apps/one@" + built.digest().value());
        assertThat(read.config()).isEqualTo(ConfigJsonTest.ALL);
        assertThat(read.files().all()).containsOnlyKeys("/base", "/own");
    }

    @Test
    void isPushedOnceAndTheLayersOfItsBaseAreMounted() throws Exception {
        int before = proxy.requests().size();
        build(own(), "apps/one", "cache");
        List<String> requests =
                proxy.requests().subList(before, proxy.requests().size());
        assertThat(requests)
                .filteredOn(each -> each.startsWith("PUT") && each.contains("/manifests/"))
                .hasSize(1);
        assertThat(requests).filteredOn(each -> each.contains("mount=")).hasSize(1);
        assertThat(requests)
                .filteredOn(each -> each.startsWith("PUT") && each.contains("/blobs/"))
                .as("our layer and the configuration")
                .hasSize(2);
    }

    @Test
    void hasOneDigestWhereverItGoes() throws Exception {
        Built first = build(own(), "apps/one", "cache");
        Built second = build(own(), "apps/two", "another-cache");
        ImageRef name = ImageRef.tagged(new Repository(proxy.host(), "apps/one"), "1");
        JibImageBuilder builder = new JibImageBuilder(access(), temp.resolve("cache"));
        Built tar = builder.build(own(), new Destination.ToTar(temp.resolve("one.tar"), name), event -> {});
        Built layout = builder.build(own(), new Destination.ToLayout(temp.resolve("layout"), name), event -> {});
        assertThat(List.of(second.digest(), tar.digest(), layout.digest())).containsOnly(first.digest());
        Path manifest =
                temp.resolve("layout/blobs/sha256").resolve(first.digest().hex());
        assertThat(manifest).isNotEmptyFile();
    }

    @Test
    void endsWellWhenTheRegistryAnswers500TwiceToEverything() throws Exception {
        proxy.fail(request -> true, 2, 500);
        Built built = build(own(), "apps/one", "cache");
        assertThat(new HttpRegistry(access())
                        .resolve(ImageRef.tagged(new Repository(registry.host(), "apps/one"), "1")))
                .contains(built.digest());
    }

    private ImagePlan own() throws Exception {
        return plan(Optional.of(proxy.host() + "/bases/java:1"), "own", ConfigJsonTest.ALL);
    }

    private ImagePlan plan(Optional<String> base, String name, ImageConfig config) throws Exception {
        Path file = Files.writeString(temp.resolve(name), "content of " + name);
        Node node = new Node.File(0644, Owner.ROOT, file);
        return new ImagePlan(base, List.of(new Layer(name, List.of(new Entry("/" + name, node, TIME)))), config, TIME);
    }

    private Built build(ImagePlan plan, String repository, String cache) throws Exception {
        ImageRef image = ImageRef.tagged(new Repository(proxy.host(), repository), "1");
        return new JibImageBuilder(access(), temp.resolve(cache))
                .build(plan, new Destination.ToRegistry(image), event -> {});
    }

    private RegistryAccess access() {
        return new RegistryAccess(List.of(spec(proxy.host()), spec(registry.host())), Map.of(), temp);
    }

    private static RegistrySpec spec(String host) {
        return new RegistrySpec(host, "", new RegistrySpec.Credentials.DockerConfig(), true);
    }
}
