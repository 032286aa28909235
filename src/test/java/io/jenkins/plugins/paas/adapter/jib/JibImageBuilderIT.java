package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.ImageBuilder;
import io.jenkins.plugins.paas.port.Registry;
import io.jenkins.plugins.paas.testing.ImageBuilderContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class JibImageBuilderIT extends ImageBuilderContract {
    @TempDir
    static Path shared;

    private static LocalRegistry server;
    private String test = "";

    @BeforeAll
    static void start() throws Exception {
        server = LocalRegistry.open(shared);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void name(TestInfo info) {
        test = info.getDisplayName().replaceAll("[^a-zA-Z]", "").toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    protected ImageBuilder builder() {
        return new JibImageBuilder(access(), shared.resolve("cache"));
    }

    @Override
    protected Registry registry() {
        return new HttpRegistry(access());
    }

    @Override
    protected Repository repository() {
        return new Repository(server.host(), "apps/" + test);
    }

    private static RegistryAccess access() {
        RegistrySpec spec = new RegistrySpec(server.host(), "apps", new RegistrySpec.Credentials.DockerConfig(), true);
        return new RegistryAccess(List.of(spec), Map.of(), shared);
    }
}
