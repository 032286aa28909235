package io.jenkins.plugins.paas.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    @Test
    void tellsEveryAppItsLimits() {
        Rendered rendered = Rendered.in("php", "");

        assertThat(rendered.envNames()).containsExactly("PAAS_CPU_LIMIT", "PAAS_MEMORY_LIMIT_MIB");
        assertThat(rendered.env("PAAS_CPU_LIMIT"))
                .contains(Map.of(
                        "resourceFieldRef",
                        Map.of("containerName", "orders", "resource", "limits.cpu", "divisor", "1")));
        assertThat(rendered.env("PAAS_MEMORY_LIMIT_MIB"))
                .contains(Map.of(
                        "resourceFieldRef",
                        Map.of("containerName", "orders", "resource", "limits.memory", "divisor", "1Mi")));
    }

    @Test
    void sizesEachRuntimeFromTheLimits() {
        assertThat(Rendered.in("java", "").env("JAVA_TOOL_OPTIONS"))
                .contains("-XX:MaxRAMPercentage=75 -XX:ActiveProcessorCount=$(PAAS_CPU_LIMIT)");
        assertThat(Rendered.in("go", "").env("GOMAXPROCS"))
                .contains(Map.of(
                        "resourceFieldRef",
                        Map.of("containerName", "orders", "resource", "limits.cpu", "divisor", "1")));
        assertThat(Rendered.in("go", "resources: {memory: 1000M}\n").env("GOMEMLIMIT"))
                .contains("900000000B");
        assertThat(Rendered.in("node", "resources: {memory: 1Gi, cpu: 500m}\n").env("NODE_OPTIONS"))
                .contains("--max-old-space-size=768");
        assertThat(Rendered.in("node", "").env("UV_THREADPOOL_SIZE")).isEmpty();
        assertThat(Rendered.in("node", "resources: {cpu: 5500m}\n").env("UV_THREADPOOL_SIZE"))
                .contains("6");
    }

    @Test
    void sizesTheRuntimeOfAnAppWithItsOwnDockerfileIfItNamesItsLanguage() {
        assertThat(Rendered.in("go", "dockerfile: ./Dockerfile\n").env("GOMAXPROCS"))
                .isPresent();
    }

    @Test
    void tellsTheTimeZoneOfAClusterThatHasItsOwn() {
        assertThat(Rendered.inZone("Asia/Tokyo", "").env("TZ")).contains("Asia/Tokyo");
        assertThat(Rendered.inZone("Asia/Tokyo", "env: {TZ: UTC}\n").env("TZ")).contains("UTC");
        assertThat(Rendered.of("").env("TZ")).isEmpty();
    }

    @Test
    void neverOverridesWhatTheAppSets() {
        Rendered rendered = Rendered.in("java", "env: {JAVA_TOOL_OPTIONS: -Xmx1g, PAAS_CPU_LIMIT: 3}\n");

        assertThat(rendered.env("JAVA_TOOL_OPTIONS")).contains("-Xmx1g");
        assertThat(rendered.env("PAAS_CPU_LIMIT")).contains("3");
        assertThat(rendered.envNames()).doesNotHaveDuplicates();
        assertThat(Rendered.in("java", "env: {PAAS_CPU_LIMIT: 3}\n").env("JAVA_TOOL_OPTIONS"))
                .contains("-XX:MaxRAMPercentage=75");
    }

    @Test
    void putsTheAppsOwnVariablesLastAndByName() {
        assertThat(Rendered.in("java", "env: {Z: 1, A: 2, M: {secret: s, key: k}}\n")
                        .envNames())
                .containsExactly("PAAS_CPU_LIMIT", "PAAS_MEMORY_LIMIT_MIB", "JAVA_TOOL_OPTIONS", "A", "M", "Z");
    }

    @Test
    void refersToSecretsAndConfigMaps() {
        Rendered rendered = Rendered.in("java", "env: {S: {secret: s, key: k}, C: {configMap: c, key: k.txt}}\n");

        assertThat(rendered.env("S")).contains(Map.of("secretKeyRef", Map.of("name", "s", "key", "k")));
        assertThat(rendered.env("C")).contains(Map.of("configMapKeyRef", Map.of("name", "c", "key", "k.txt")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "cost: 5$", "$HOME", "$(A)", "$$(A)", "a$$b", "$2a$10$x", "$$$(A)$", "$"})
    void reachesTheContainerAsItIsWritten(String text) {
        assertThat(asKubernetesReads(Environment.literal(text))).isEqualTo(text);
    }

    /**
     * What the kubelet makes of a value when {@code A} is set: {@code $$} gives one dollar, {@code $(A)} the variable.
     *
     * @see <a href="https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/">
     *     Dependent variables</a>
     */
    private static String asKubernetesReads(String value) {
        StringBuilder read = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            boolean more = i + 1 < value.length();
            if (value.charAt(i) == '$' && more && value.charAt(i + 1) == '$') {
                read.append('$');
                i++;
            } else if (value.startsWith("$(A)", i)) {
                read.append("value of A");
                i += 3;
            } else {
                read.append(value.charAt(i));
            }
        }
        return read.toString();
    }
}
