package io.jenkins.plugins.paas.adapter.jib;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.image.CorpusConfigs;
import io.jenkins.plugins.paas.image.Healthcheck;
import io.jenkins.plugins.paas.image.ImageConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigJsonTest {
    /** Every setting there is. */
    static final ImageConfig ALL = new ImageConfig(
            new LinkedHashMap<>(Map.of("PATH", "/bin", "EMPTY", "")),
            Map.of("team", "trade"),
            Optional.of("/app"),
            Optional.of("1:2"),
            Optional.of(List.of("/bin/a", "b c")),
            Optional.of(List.of("d")),
            List.of("8080/tcp", "53/udp"),
            List.of("/data"),
            Optional.of("SIGQUIT"),
            Optional.of(new Healthcheck(
                    List.of("CMD", "/bin/check", "--now"),
                    Optional.of(Duration.ofSeconds(30)),
                    Optional.of(Duration.ofMillis(1500)),
                    Optional.of(Duration.ofMinutes(1)),
                    Optional.of(Duration.ofSeconds(2)),
                    OptionalInt.of(3))),
            Optional.of(List.of("/bin/bash", "-c")),
            List.of("COPY . /src", "USER 5"),
            Optional.of("somebody"));

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(BaseConfig.read(image(ALL))).isEqualTo(ALL);
        assertThat(BaseConfig.read(image(ImageConfig.EMPTY))).isEqualTo(ImageConfig.EMPTY);
    }

    @Test
    void whatWasComparedWithBuildahIsWhatIsWritten(@TempDir Path temp) throws Exception {
        Map<String, ImageConfig> compared = CorpusConfigs.all(temp);
        assertThat(compared).hasSizeGreaterThan(200);
        for (Map.Entry<String, ImageConfig> each : compared.entrySet()) {
            assertThat(CorpusConfigs.text(BaseConfig.read(image(each.getValue()))))
                    .as(each.getKey())
                    .isEqualTo(CorpusConfigs.text(each.getValue()));
        }
    }

    private static ObjectNode image(ImageConfig config) {
        ObjectNode image = new ObjectMapper().createObjectNode();
        config.author().ifPresent(author -> image.put("author", author));
        image.set("config", ConfigJson.of(config));
        return image;
    }
}
