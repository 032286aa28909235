package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.image.Healthcheck;
import io.jenkins.plugins.paas.image.ImageConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the configuration of an image, in OCI's form and in Docker's, which has more.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md">OCI image configuration</a>
 */
final class BaseConfig {
    private BaseConfig() {}

    static ImageConfig read(JsonNode image) {
        JsonNode config = image.path("config");
        Map<String, String> env = new LinkedHashMap<>();
        for (String each : texts(config.path("Env"))) {
            int equals = each.indexOf('=');
            env.put(equals < 0 ? each : each.substring(0, equals), equals < 0 ? "" : each.substring(equals + 1));
        }
        Map<String, String> labels = new LinkedHashMap<>();
        config.path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new ImageConfig(
                env,
                labels,
                text(config.path("WorkingDir")),
                text(config.path("User")),
                some(config.path("Entrypoint")),
                some(config.path("Cmd")),
                names(config.path("ExposedPorts")),
                names(config.path("Volumes")),
                text(config.path("StopSignal")),
                healthcheck(config.path("Healthcheck")),
                some(config.path("Shell")),
                texts(config.path("OnBuild")),
                text(image.path("author")));
    }

    private static Optional<Healthcheck> healthcheck(JsonNode check) {
        return some(check.path("Test"))
                .map(test -> new Healthcheck(
                        test,
                        duration(check.path("Interval")),
                        duration(check.path("Timeout")),
                        duration(check.path("StartPeriod")),
                        duration(check.path("StartInterval")),
                        check.path("Retries").asInt() == 0
                                ? OptionalInt.empty()
                                : OptionalInt.of(check.path("Retries").asInt())));
    }

    private static Optional<Duration> duration(JsonNode nanos) {
        return nanos.asLong() == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos.asLong()));
    }

    private static Optional<String> text(JsonNode value) {
        return Optional.of(value.asText("")).filter(text -> !text.isEmpty() && !value.isNull());
    }

    private static Optional<List<String>> some(JsonNode array) {
        return Optional.of(texts(array)).filter(texts -> !texts.isEmpty());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
