package io.jenkins.plugins.paas.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.paas.model.PaasException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
    private static final URI SERVER = URI.create("https://api.example.com:6443");

    @Test
    void takesTheProxyOfTheEnvironmentInEitherCase() {
        assertThat(new Proxies(Map.of("https_proxy", "proxy:8080")).to(SERVER))
                .contains(InetSocketAddress.createUnresolved("proxy", 8080));
        assertThat(new Proxies(Map.of()).to(SERVER)).isEmpty();
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

        assertThat(new Proxies(environment).to(SERVER).isEmpty()).isEqualTo(direct);
    }

    @ParameterizedTest
    @CsvSource({"10.1.0.0/16, true", "10.2.0.0/16, false", "0.0.0.0/0, true", "10.1.2.3/32, true", "10.1.2.x/8, false"})
    void goesDirectlyIntoListedNetworks(String listed, boolean direct) {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://proxy:1", "NO_PROXY", listed);

        assertThat(new Proxies(environment)
                        .to(URI.create("https://10.1.2.3:6443"))
                        .isEmpty())
                .isEqualTo(direct);
    }

    @Test
    void refusesAProxyThatItCannotSpeakTo() {
        assertThatThrownBy(() -> Proxies.address("socks5://u:secret@proxy:1080"))
                .hasMessageContaining("socks5://proxy")
                .message()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://u:secret@pro xy", "http://u:secret@pro_xy:1", "http://"})
    void refusesWhatIsNoAddressWithoutSayingIt(String text) {
        assertThatThrownBy(() -> Proxies.address(text))
                .isInstanceOfSatisfying(
                        PaasException.class,
                        failure -> assertThat(failure.code()).isEqualTo("E_PROXY"))
                .hasMessageNotContaining("secret");
    }

    @Test
    void selectsWhatTheEnvironmentNamesForASchemeAndElseWhatJavaWasTold() {
        Proxies proxies = new Proxies(Map.of("HTTPS_PROXY", "http://127.0.0.1:3128", "NO_PROXY", "near.example.com"));

        assertThat(proxies.select(SERVER))
                .containsExactly(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", 3128)));
        assertThat(proxies.select(URI.create("https://near.example.com"))).containsExactly(Proxy.NO_PROXY);
        URI plain = URI.create("http://api.example.com");
        assertThat(proxies.select(plain)).isEqualTo(ProxySelector.getDefault().select(plain));
    }
}
