package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
    private static final URI SERVER = URI.create("https://api.example.com:6443");

    @Test
    void takesTheKubeconfigsOwnProxyFirst() {
        assertThat(Proxies.of(SERVER, "http://own:3128", Map.of("HTTPS_PROXY", "http://other:1")))
                .contains(InetSocketAddress.createUnresolved("own", 3128));
    }

    @Test
    void takesTheProxyOfTheEnvironmentInEitherCase() {
        assertThat(Proxies.of(SERVER, "", Map.of("https_proxy", "proxy:8080")))
                .contains(InetSocketAddress.createUnresolved("proxy", 8080));
        assertThat(Proxies.of(SERVER, "", Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "api.example.com, true",
        ".example.com, true",
        "example.com, true",
        "other.com, false",
        "ample.com, false",
        "*, true"
    })
    void goesDirectlyWhereTheEnvironmentSaysSo(String listed, boolean direct) {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://proxy:1", "NO_PROXY", "a.b, " + listed);

        assertThat(Proxies.of(SERVER, "", environment).isEmpty()).isEqualTo(direct);
    }

    @ParameterizedTest
    @CsvSource({"10.1.0.0/16, true", "10.2.0.0/16, false", "0.0.0.0/0, true", "10.1.2.3/32, true", "10.1.2.x/8, false"})
    void goesDirectlyIntoListedNetworks(String listed, boolean direct) {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://proxy:1", "NO_PROXY", listed);

        assertThat(Proxies.of(URI.create("https://10.1.2.3:6443"), "", environment)
                        .isEmpty())
                .isEqualTo(direct);
    }

    @Test
    void refusesAProxyThatItCannotSpeakTo() {
        assertThatThrownBy(() -> Proxies.of(SERVER, "socks5://u:secret@proxy:1080", Map.of()))
                .hasMessageContaining("socks5://proxy")
                .message()
                .doesNotContain("secret");
    }
}
