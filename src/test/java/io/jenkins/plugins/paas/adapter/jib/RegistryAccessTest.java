package io.jenkins.plugins.paas.adapter.jib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.RegistrySpec.Credentials;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.RegistryLogins.Access;
import io.jenkins.plugins.paas.port.RegistryLogins.Login;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryAccessTest {
    private static final String HOST = "registry.example.com";

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
                .isEqualTo(new Access(
                        new Repository("docker.io", "acme/base"),
                        Optional.of(new Login("HUB-user", "HUB-secret", false)),
                        false));
        assertThat(access.signIn(JibNames.repository(image))).contains(new SignIn("HUB-user", "HUB-secret"));
    }

    static Stream<Arguments> foldersOfOneHost() {
        return Stream.of(
                arguments("apps/orders", "APPS"),
                arguments("base/java", "BASE"),
                arguments("base", "BASE"),
                arguments("base/trade/java", "TEAM"),
                arguments("base/legacy/java", "LEGACY"),
                arguments("based/java", "APPS"),
                arguments("elsewhere/java", "APPS"));
    }

    @ParameterizedTest
    @MethodSource("foldersOfOneHost")
    void takesTheCredentialsOfTheLongestFolderInWhateverOrderTheyStand(String path, String variables) {
        RegistrySpec apps = spec(HOST, "apps", "APPS");
        List<RegistrySpec> others = List.of(
                spec(HOST, "base", "BASE"), spec(HOST, "base/{{team}}", "TEAM"), spec(HOST, "base/legacy", "LEGACY"));
        for (int shift = 0; shift < others.size(); shift++) {
            List<RegistrySpec> shifted = new ArrayList<>(others);
            Collections.rotate(shifted, shift);
            // For what lies in no folder the first one speaks.
            shifted.add(0, apps);

            RegistryAccess access = access(shifted.toArray(RegistrySpec[]::new));

            assertThat(access.signIn(new Repository(HOST, path)).map(SignIn::user))
                    .contains(variables + "-user");
            assertThat(access.looked(new Repository(HOST, path))).contains(variables + "_USERNAME");
        }
    }

    @Test
    void aRepositoryOfItsOwnCredentialsIsNotTogetherWithOthersOfItsHost() {
        RegistryAccess access =
                access(spec(HOST, "apps", "APPS"), spec(HOST, "base", "BASE"), spec(HOST, "more", "APPS"));
        Repository orders = new Repository(HOST, "apps/orders");

        assertThat(access.together(orders, new Repository(HOST, "base/java"))).isFalse();
        assertThat(access.together(orders, new Repository(HOST, "more/java"))).isTrue();
        assertThat(access.together(orders, new Repository("other", "apps/orders")))
                .isFalse();
    }

    private RegistryAccess access(RegistrySpec... registries) {
        Map<String, String> environment = new HashMap<>();
        for (String name : List.of("HUB", "APPS", "BASE", "TEAM", "LEGACY")) {
            environment.put(name + "_USERNAME", name + "-user");
            environment.put(name + "_PASSWORD", name + "-secret");
        }
        return new RegistryAccess(List.of(registries), environment, home);
    }

    private static RegistrySpec spec(String host, String prefix, String variables) {
        return new RegistrySpec(host, prefix, new Credentials.Environment(variables), false);
    }
}
