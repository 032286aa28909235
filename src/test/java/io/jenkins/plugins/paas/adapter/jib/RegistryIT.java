package io.jenkins.plugins.paas.adapter.jib;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.jenkins.plugins.paas.port.Registry;
import io.jenkins.plugins.paas.testing.RegistryContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The real registry of {@code PAAS_REGISTRY}, or one of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryIT extends RegistryContract {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path temp;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private Optional<LocalRegistry> own = Optional.empty();
    private String host = "";
    private int test;

    @BeforeAll
    void start() throws Exception {
        Optional<String> given = Optional.ofNullable(System.getenv("PAAS_REGISTRY"));
        if (given.isEmpty()) {
            own = Optional.of(LocalRegistry.open(temp));
        }
        host = given.map(text -> text.replaceFirst("/.*", ""))
                .orElseGet(() -> own.orElseThrow().host());
    }

    @AfterAll
    void stop() throws Exception {
        if (own.isPresent()) {
            own.get().close();
        }
    }

    @org.junit.jupiter.api.BeforeEach
    void count() {
        test++;
    }

    @Test
    void listsMoreTagsThanOnePageHolds() throws Exception {
        Repository repository = repository("pages");
        Digest digest = push(ImageRef.tagged(repository, "t0"), "one");
        for (int i = 1; i < 7; i++) {
            registry().copy(ImageRef.tagged(repository, "t0").pinned(digest), ImageRef.tagged(repository, "t" + i));
        }
        assertThat(new HttpRegistry(access(), Backoff.USUAL, 3).tags(repository))
                .containsExactlyInAnyOrder("t0", "t1", "t2", "t3", "t4", "t5", "t6");
    }

    @Override
    protected Registry registry() {
        return new HttpRegistry(access());
    }

    @Override
    protected Repository repository(String name) {
        return new Repository(host, "contract-" + run + "/" + name + test);
    }

    @Override
    protected Digest push(ImageRef to, String content) throws Exception {
        Path file = Files.writeString(Files.createTempFile(temp, "content", ""), content);
        ImagePlan plan = new ImagePlan(
                Optional.empty(),
                List.of(new Layer("one", List.of(new Entry("/content", new Node.File(0644, Owner.ROOT, file), TIME)))),
                ImageConfig.EMPTY,
                TIME);
        return new JibImageBuilder(access(), temp.resolve("cache"))
                .build(plan, new Destination.ToRegistry(to), event -> {})
                .digest();
    }

    private RegistryAccess access() {
        RegistrySpec spec = new RegistrySpec(host, "", new RegistrySpec.Credentials.DockerConfig(), true);
        return new RegistryAccess(List.of(spec), Map.of(), temp);
    }
}
