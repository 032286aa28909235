package io.jenkins.plugins.paas.adapter.jib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    @ParameterizedTest
    @CsvSource({
        "r.example.com, https://r.example.com/v2/, true",
        "r.example.com, https://R.example.com:443/v2/, true",
        "r.example.com, https://r.example.com:8443/v2/, false",
        "r.example.com, https://r.example.com.evil.org/v2/, false",
        "r.example.com, https://r.example.com@evil.org/v2/, false",
        "r.example.com:5000, https://r.example.com:5000/v2/, true",
        "r.example.com:5000, https://r.example.com/v2/, false",
        "docker.io, https://registry-1.docker.io/v2/, true"
    })
    void knowsItsOwnServerByHostAndPort(String host, String address, boolean own) {
        assertThat(new Origin(host, false).holds(URI.create(address))).isEqualTo(own);
    }

    @ParameterizedTest
    @CsvSource({
        "r.example.com, http://r.example.com/a?b=%2F, https://r.example.com/a?b=%2F",
        "r.example.com, http://r.example.com:80/a, https://r.example.com/a",
        "r.example.com, http://r.example.com//evil.org/a, https://r.example.com//evil.org/a",
        "r.example.com:5000, http://r.example.com:5000/a, https://r.example.com:5000/a",
        "r.example.com, https://blobs.example.com/a, https://blobs.example.com/a"
    })
    void speaksHttpsToItsOwnServerWhateverIsNamed(String host, String named, String taken) {
        assertThat(new Origin(host, false).safe(URI.create(named))).isEqualTo(URI.create(taken));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://blobs.example.com/a", "http://r.example.com:5000/a", "ftp://r.example.com/a"})
    void goesNowhereElseWithoutEncryption(String named) {
        assertThatThrownBy(() -> new Origin("r.example.com", false).safe(URI.create(named)))
                .hasMessageContaining("not encrypted");
    }
}
