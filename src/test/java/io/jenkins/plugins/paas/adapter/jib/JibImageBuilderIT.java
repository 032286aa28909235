package io.jenkins.plugins.paas.adapter.jib;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.image.ImagePlan;
import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.ImageBuilder.Built;
import io.jenkins.plugins.paas.port.ImageBuilder.Destination;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JibImageBuilderIT {
    @TempDir
    Path temp;

    @Test
    void theSamePlanGivesTheSameDigestInARegistryAndInALayout() throws Exception {
        try (LocalRegistry registry = LocalRegistry.open(temp)) {
            RegistrySpec spec =
                    new RegistrySpec(registry.host(), "apps", new RegistrySpec.Credentials.DockerConfig(), true);
            RegistryAccess access = new RegistryAccess(List.of(spec), Map.of(), temp);
            Path file = Files.writeString(
                    Files.createDirectories(temp.resolve("app")).resolve("hello.txt"), "hello");
            Instant time = Instant.parse("2026-01-02T03:04:05Z");
            ImagePlan plan = new ImagePlan(
                    Optional.empty(),
                    List.of(new Layer("app", List.of(new Entry(file, "/app/hello.txt", 0644, "10001:10001", time)))),
                    Map.of("A", "b"),
                    Map.of("l", "m"),
                    Optional.of("/app"),
                    Optional.of("10001"),
                    Optional.of(List.of("/app/hello")),
                    Optional.empty(),
                    List.of("8080/tcp"),
                    List.of("/data"),
                    time);
            JibImageBuilder builder = new JibImageBuilder(access, temp.resolve("cache"));
            ImageRef image = ImageRef.tagged(new Repository(registry.host(), "apps/hello"), "1-1-0123456789ab");
            Built pushed = builder.build(plan, new Destination.ToRegistry(image), event -> System.out.println(event));
            Built layout = builder.build(plan, new Destination.ToLayout(temp.resolve("layout"), image), event -> {});
            builder.build(plan, new Destination.ToTar(temp.resolve("image.tar"), image), event -> {});
            assertThat(layout.digest()).isEqualTo(pushed.digest());
            assertThat(temp.resolve("image.tar")).exists();
        }
    }
}
