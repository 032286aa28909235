package io.jenkins.plugins.paas.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.spec.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real API server takes what is rendered, as it stands, with every field known and valid. */
class RenderedObjectsIT {
    private static final String CONTEXT = "local-1";
    private static final String NAMESPACE =
            "rendered-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void makeANamespaceThatRefusesAllButRestrictedPods() throws Exception {
        kubectl("", "create", "namespace", NAMESPACE);
        kubectl("", "label", "namespace", NAMESPACE, "pod-security.kubernetes.io/warn=restricted");
    }

    @AfterAll
    static void deleteTheNamespace() throws Exception {
        kubectl("", "delete", "namespace", NAMESPACE, "--wait=false");
    }

    static Stream<String> apps() {
        return Stream.of(
                        "language: java",
                        "language: java\nport: 8080\nenv: {A: $$(B), B: yes, S: {secret: s, key: k}, C: {configMap: c, key: k}}",
                        "language: go\nport: 8080\nservice: {type: NodePort, nodePort: 32599}\nreplicas: 3",
                        "language: node\nport: 8080\nservice: {type: LoadBalancer, port: 443}",
                        "language: php\nautoscale: {min: 2, max: 5, cpu: 70, memory: 80}",
                        "language: java\nport: 80\nhealth: {startup: {command: [a, b], delay: 3s}, readiness: {http: /a, port: 81},"
                                + " liveness: {tcp: 82}}",
                        "language: java\nconfig: config/\nvolumes: {a: {mountPath: /a, empty: true}, b: {mountPath: /b, secret: b},"
                                + " c: {mountPath: /c, configMap: c}, d: {mountPath: /d, claim: d}}",
                        "language: java\nworkload: statefulset\nport: 8080\nautoscale: {max: 3}\nvolumes: {data: {mountPath: /data,"
                                + " size: 1.5Gi}, more: {mountPath: /more, size: 1000M, storageClass: fast}}",
                        "language: java\nworkload: statefulset\nreplicas: 0",
                        "language: java\nshutdown: {drain: 0s, grace: 0s}\nrollout: {timeout: 1s}",
                        "language: java\nshutdown: {drain: 1h, grace: 0s}",
                        "language: java\nresources: {cpu: 1.5, memory: 4Mi, requests: {cpu: 1m}}",
                        "language: java\nsecurity: {runAsUser: 1000, fsGroup: 0, writable: [/tmp, /var/cache]}")
                .map(lines -> "app: orders\nteam: trade\n" + lines + "\n");
    }

    @ParameterizedTest
    @MethodSource("apps")
    void areAcceptedByTheApiServerAndTheRestrictedProfile(String app) throws Exception {
        assertThat(applied(app)).doesNotContainIgnoringCase("warning");
    }

    @Test
    void areAcceptedWhenLoosened() throws Exception {
        assertThat(applied("app: orders\nteam: trade\nlanguage: java\nsecurity: {privileged: true}\n"))
                .contains("deployment.apps/orders serverside-applied");
        assertThat(applied("app: orders\nteam: trade\nlanguage: java\nsecurity: {runAsNonRoot: false, runAsUser: 0,"
                        + " readOnlyRootFilesystem: false}\n"))
                .contains("deployment.apps/orders serverside-applied");
    }

    private static String applied(String app) throws Exception {
        return kubectl(
                Yaml.print(Rendered.objects(NAMESPACE, app)),
                "apply",
                "--server-side",
                "--field-manager=paas",
                "--dry-run=server",
                "--validate=strict",
                "-f",
                "-");
    }

    private static String kubectl(String input, String... arguments) throws IOException, InterruptedException {
        Path file = Files.createTempFile("objects", ".yaml");
        try {
            Files.writeString(file, input);
            Process process = new ProcessBuilder(
                            Stream.concat(Stream.of("kubectl", "--context=" + CONTEXT), Stream.of(arguments))
                                    .toList())
                    .redirectInput(file.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as("%s:%n%s%n%s", List.of(arguments), output, input)
                    .isZero();
            return output;
        } finally {
            Files.delete(file);
        }
    }
}
