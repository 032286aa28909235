package io.jenkins.plugins.paas.adapter.buildah;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.RegistryLogins.Access;
import io.jenkins.plugins.paas.port.RegistryLogins.Login;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryFilesTest {
    @TempDir
    private Path folder;

    @Test
    void namesEachAccountOfAHostTheFirstOneForAllOfIt() throws Exception {
        RegistryFiles files = RegistryFiles.write(
                folder,
                List.of("apps/orders", "base/java"),
                path -> new Access(
                        new Repository("registry.example.com", path),
                        Optional.of(new Login("robot", path, true)),
                        false));

        assertThat(files.config())
                .hasContent("{\"auths\":{\"registry.example.com\":{\"identitytoken\":\"apps/orders\"},"
                        + "\"registry.example.com/base/java\":{\"identitytoken\":\"base/java\"}}}");
    }
}
