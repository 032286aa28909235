package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.testing.Eventually;
import io.jenkins.plugins.paas.testing.Load;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of each language, as their READMEs show them: built, deployed, asked, and a pod ended while it answers. */
class LanguageExamplesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final long MEMORY_MIB = 128;

    @TempDir
    private Path folder;

    private SandboxApp app;

    @AfterEach
    void stop() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "go", "php", "cpp"})
    void isDeployedAnswersAndLosesNoRequestWhenAPodEnds(String language) throws Exception {
        deployed(language);
        int port = nodePort(language);
        assertThat(answer(port))
                .containsEntry("greeting", "Hello from the config folder")
                .containsEntry("version", "1");

        String pod = pod(".metadata.name");
        CompletableFuture<HttpResponse<String>> slow = slowly(pod(".status.podIP"));
        try (Load load = Load.on(port, "/", 50)) {
            load.goOnFor(20);
            long from = System.nanoTime();
            app.kubectl("delete", "pod", pod, "--wait=true");
            Duration took = Duration.ofNanos(System.nanoTime() - from);

            // SIGTERM came while the slow request was being answered, and SIGKILL never.
            assertThat(took).isBetween(DRAIN, Duration.ofSeconds(25));
            assertThat(slow.get(1, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            load.goOnFor(20);
            assertThat(load.lost()).isEmpty();
        }
    }

    /** A request that takes longer than a pod that is deleted still gets new ones. */
    private static CompletableFuture<HttpResponse<String>> slowly(String ip) {
        URI address = URI.create(
                "http://" + ip + ":8080/?wait=" + DRAIN.plusSeconds(3).toMillis());
        return HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String pod(String field) {
        return app.kubectl("get", "pods", "-o", "jsonpath={.items[0]" + field + "}");
    }

    @Test
    void staticFilesAreServedAndAPodThatEndsLosesNoRequest() throws Exception {
        app = SandboxApp.in(folder)
                .edit(yaml ->
                        yaml.replace("dockerfile: Dockerfile\n", "language: static\nbuild: {args: {site: www}}\n"))
                .commit("no Dockerfile of its own")
                .deployed();
        app.answers("one");

        try (Load load = Load.on(app.nodePort(), "/", 50)) {
            load.goOnFor(20);
            app.kubectl("delete", "pod", pod(".metadata.name"), "--wait=true");
            load.goOnFor(20);
            assertThat(load.lost()).isEmpty();
        }
    }

    @Test
    void aDeadPhpServerEndsItsContainerWhichIsStartedAgain() {
        deployed("php");
        String pod = pod(".metadata.name");

        app.kubectl("exec", pod, "--", "pkill", "-KILL", "php-fpm");

        Eventually.sees(
                "a restart",
                PATIENCE,
                () -> app.kubectl("get", "pod", pod, "-o", "jsonpath={.status.containerStatuses[0].restartCount}"),
                "1"::equals);
    }

    @Test
    void goUsesAsManyProcessorsAsItsLimitAndKeepsToItsMemory() {
        deployed("go");

        assertThat(runtime("go")).containsEntry("gomaxprocs", 1).containsEntry("memoryLimitMiB", 115);
    }

    @Test
    void javaKeepsItsHeapWithinTheMemoryLimit() {
        deployed("java");
        String flags = app.kubectl("exec", pod(".metadata.name"), "--", "java", "-XX:+PrintFlagsFinal", "-version");

        long heap = flags.lines()
                .filter(line -> line.contains(" MaxHeapSize "))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*=\\s*(\\d+).*", "$1")))
                .findFirst()
                .orElseThrow();
        assertThat(heap).isBetween((MEMORY_MIB / 2) << 20, MEMORY_MIB << 20);
    }

    @Test
    void nodeKeepsItsHeapWithinTheMemoryLimit() {
        deployed("node");

        assertThat((Integer) runtime("node").get("heapMiB")).isLessThanOrEqualTo((int) MEMORY_MIB);
    }

    /** Two pods by the example's own request would take half of a small machine, which may run a demo besides. */
    private void deployed(String language) {
        app = SandboxApp.copyOf(Path.of("examples", language), "demo", folder)
                .edit(yaml -> yaml.replace("port: 8080\n", "port: 8080\nservice: {type: NodePort}\n")
                        .replace("resources: {", "resources: {requests: {cpu: 50m}, "))
                .commit("reachable from this machine");
        SandboxApp.Result result = Launcher.in(folder).paas("deploy", "--cluster", "local-1");
        assertThat(result.code()).as(result.all()).isZero();
    }

    private int nodePort(String language) {
        return Integer.parseInt(
                app.kubectl("get", "service", "hello-" + language, "-o", "jsonpath={.spec.ports[0].nodePort}"));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> runtime(String language) {
        return (Map<String, Object>) answer(nodePort(language)).get("runtime");
    }

    private static Map<String, Object> answer(int port) {
        String text =
                Eventually.sees("a greeting", PATIENCE, () -> Web.ask(port), answer -> answer.contains("\"greeting\""));
        return Json.read("the answer", text);
    }
}
