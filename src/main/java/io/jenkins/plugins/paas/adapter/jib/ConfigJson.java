package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.image.Healthcheck;
import io.jenkins.plugins.paas.image.ImageConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Writes the settings of an image with all that {@link BaseConfig} reads; the same settings give the same text. */
final class ConfigJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConfigJson() {}

    static ObjectNode of(ImageConfig config) {
        ObjectNode json = JSON.createObjectNode();
        json.set("User", text(config.user()));
        names(json, "ExposedPorts", config.ports());
        json.set(
                "Env",
                list(config.env().entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList()));
        config.entrypoint().ifPresent(words -> json.set("Entrypoint", list(words)));
        config.command().ifPresent(words -> json.set("Cmd", list(words)));
        names(json, "Volumes", config.volumes());
        json.set("WorkingDir", text(config.workdir()));
        ObjectNode labels = json.putObject("Labels");
        config.labels().forEach(labels::put);
        config.stopSignal().ifPresent(signal -> json.put("StopSignal", signal));
        config.healthcheck().ifPresent(check -> json.set("Healthcheck", healthcheck(check)));
        config.shell().ifPresent(words -> json.set("Shell", list(words)));
        if (!config.onBuild().isEmpty()) {
            json.set("OnBuild", list(config.onBuild()));
        }
        return json;
    }

    private static ObjectNode healthcheck(Healthcheck check) {
        ObjectNode json = JSON.createObjectNode();
        json.set("Test", list(check.test()));
        duration(json, "Interval", check.interval());
        duration(json, "Timeout", check.timeout());
        duration(json, "StartPeriod", check.startPeriod());
        duration(json, "StartInterval", check.startInterval());
        check.retries().ifPresent(retries -> json.put("Retries", retries));
        return json;
    }

    private static void duration(ObjectNode json, String name, Optional<Duration> duration) {
        duration.ifPresent(time -> json.put(name, time.toNanos()));
    }

    private static JsonNode text(Optional<String> value) {
        return JSON.getNodeFactory().textNode(value.orElse(""));
    }

    private static JsonNode list(List<String> words) {
        return JSON.valueToTree(words);
    }

    private static void names(ObjectNode json, String name, Collection<String> names) {
        if (!names.isEmpty()) {
            ObjectNode object = json.putObject(name);
            names.forEach(object::putObject);
        }
    }
}
