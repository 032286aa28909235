package io.jenkins.plugins.paas.adapter.jib;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.RegistrySpec.Credentials;
import io.jenkins.plugins.paas.port.RegistryLogins.Access;
import io.jenkins.plugins.paas.port.RegistryLogins.Login;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryAccessTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({
        "docker.io, acme/base:1",
        "docker.io, docker.io/acme/base:1",
        "docker.io, index.docker.io/acme/base:1",
        "docker.io, registry-1.docker.io/acme/base:1",
        "registry-1.docker.io, acme/base:1",
        "index.docker.io, registry-1.docker.io/acme/base:1"
    })
    void signsInToDockerHubByWhateverNameItIsCalled(String named, String image) {
        RegistryAccess access = access(spec(named, "", "HUB"));

        assertThat(access.of(image))
                .isEqualTo(new Access("docker.io", Optional.of(new Login("HUB-user", "HUB-secret", false)), false));
        assertThat(access.signIn(JibNames.repository(image).host())).contains(new SignIn("HUB-user", "HUB-secret"));
    }

    private RegistryAccess access(RegistrySpec... registries) {
        Map<String, String> environment = Map.of("HUB_USERNAME", "HUB-user", "HUB_PASSWORD", "HUB-secret");
        return new RegistryAccess(List.of(registries), environment, home);
    }

    private static RegistrySpec spec(String host, String prefix, String variables) {
        return new RegistrySpec(host, prefix, new Credentials.Environment(variables), false);
    }
}
