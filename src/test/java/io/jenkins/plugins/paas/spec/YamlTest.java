package io.jenkins.plugins.paas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.KubeObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class YamlTest {
    @Test
    void writesOneDocumentPerObjectInItsOwnOrder() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", "Service");
        body.put("apiVersion", "v1");
        body.put("spec", Map.of("ports", List.of(Map.of("port", 80))));
        body.put("none", Map.of());
        body.put("empty", List.of());
        body.put("yes", true);
        KubeObject object = new KubeObject("v1", "Service", "a", body);

        assertThat(Yaml.print(List.of(object, object))).isEqualTo("""
                        ---
                        kind: Service
                        apiVersion: v1
                        spec:
                          ports:
                          - port: 80
                        none: {}
                        empty: []
                        "yes": true
                        ---
                        kind: Service
                        apiVersion: v1
                        spec:
                          ports:
                          - port: 80
                        none: {}
                        empty: []
                        "yes": true
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on",
                "Yes",
                "n",
                "true",
                "null",
                "~",
                "1",
                "1.5",
                "1e3",
                "0777",
                "0x1F",
                "1_000",
                "12:30:45",
                ".5",
                "",
                " ",
                "a b",
                "a: b",
                "a #b",
                "- a",
                "#",
                "'",
                "\"",
                "a\nb\n",
                "\t",
                "2026-01-02",
                "*a",
                "&a",
                "!a",
                "@a",
                "%a",
                "{a",
                "[a",
                "=",
                "<<",
                "-",
                "42-1-0123456789ab",
                "25%",
                "512Mi",
                "500m",
                "é",
                "\uD83D\uDE80",
                "e1",
                "1e",
                "Infinity",
                ".inf",
                "registry.example.com:5000/a:b@sha256:00",
                "/etc/orders"
            })
    void keepsEveryTextATextForReadersOfYaml(String text) {
        String printed = Yaml.print(List.of(new KubeObject("v1", "X", "x", Map.of("key", text))));

        assertThat(new Load(LoadSettings.builder().build()).loadFromString(printed))
                .isEqualTo(Map.of("key", text));
        assertThat(new org.yaml.snakeyaml.Yaml().<Object>load(printed))
                .as("as YAML 1.1, which kubectl reads")
                .isEqualTo(Map.of("key", text));
    }
}
