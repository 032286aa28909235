package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dockerfiles with RUN, built by the real buildah and deployed to the sandbox. */
class RunInDockerfileIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOCKERFILE = """
            ARG BASE=127.0.0.1:5000/base/static:1
            FROM ${BASE} AS tests
            USER 0
            RUN exit 1
            FROM ${BASE} AS build
            USER 0
            ARG GREETING=none
            COPY www/ /in/
            RUN mkdir /out \\
             && echo "$GREETING $(cat /in/index.html)" > /out/index.html
            FROM ${BASE}
            COPY --from=build /out /www
            USER 0
            RUN echo second > /www/second.html
            USER 10001
            EXPOSE 8080
            CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]
            """;

    @TempDir
    private Path folder;

    @TempDir
    private Path storage;

    private SandboxApp app;

    @BeforeEach
    void anAppWhoseImageNeedsRun() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/buildah")), "buildah is not installed");
        Path settings = Files.writeString(
                storage.resolve("storage.conf"),
                "[storage]\ndriver = \"vfs\"\ngraphroot = \"" + storage.resolve("root") + "\"\nrunroot = \""
                        + storage.resolve("run") + "\"\n");
        app = SandboxApp.in(folder)
                .with("CONTAINERS_STORAGE_CONF", settings.toString())
                .with("STORAGE_DRIVER", "vfs")
                .write("Dockerfile", DOCKERFILE)
                .edit(yaml -> yaml + "build: {args: {GREETING: hello}}\n")
                .commit("needs RUN");
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void isBuiltDeployedAndRolledBackAsAnyOther() throws Exception {
        Result first = ends("deploy", "--cluster", "local-1");
        assertThat(first.all()).contains("buildah").contains("Dockerfile:9:1 needs RUN");
        app.answers("hello one");

        app.write("www/index.html", "two\n").commit("second");
        JsonNode built = JSON.readTree(
                ends("build", "--cluster", "local-1", "--output", "json").out());
        assertThat(built.path("builder").asText()).startsWith("buildah ");
        String commit = Shell.run(folder, "git", "rev-parse", "HEAD").strip();
        assertThat(built.path("tag").asText()).isEqualTo("2-1-" + commit.substring(0, 12));
        JsonNode config = config(built);
        JsonNode labels = config.path("config").path("Labels");
        String committed = Shell.run(
                        folder, "git", "log", "-1", "--date=format-local:%Y-%m-%dT%H:%M:%SZ", "--format=%cd")
                .strip();
        assertThat(labels.path("org.opencontainers.image.revision").asText()).isEqualTo(commit);
        assertThat(labels.path("org.opencontainers.image.title").asText()).isEqualTo("web");
        assertThat(config.path("created").asText()).isEqualTo(committed);

        ends("deploy", "--cluster", "local-1");
        app.answers("hello two");
        ends("rollback", "--cluster", "local-1");
        app.answers("hello one");

        ends("audit", "verify", "--cluster", "local-1");
        assertThat(ends("audit", "list", "--cluster", "local-1", "--output", "json")
                        .out())
                .contains(built.path("digest").asText())
                .contains(built.path("builder").asText());
    }

    @Test
    void theImageTrustsWhoIsNamedAndHasLocalTimeAsAnyOther() throws IOException {
        Path platform = Files.writeString(
                storage.resolve("platform.yaml"),
                Files.readString(Path.of(System.getenv("PAAS_PLATFORM"))) + "timeZone: Europe/Berlin\n");
        app.with("PAAS_PLATFORM", platform.toString())
                .write("public.pem", "not one of ours")
                .write(
                        "Dockerfile",
                        DOCKERFILE.replace(
                                "RUN echo second", "COPY public.pem /etc/ssl/certs/public.pem\nRUN echo second"))
                .edit(yaml -> yaml.replace("build: {", "build: {trust: [ISRG Root X1], "))
                .commit("trusts one");
        ends("deploy", "--cluster", "local-1");

        assertThat(exec("ls", "-A", "/etc/ssl/certs").lines()).containsExactly("ca-certificates.crt", "java");
        assertThat(exec("grep", "-c", "BEGIN CERTIFICATE", "/etc/ssl/certs/ca-certificates.crt"))
                .isEqualTo("1\n");
        assertThat(exec("env")).contains("SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt\n");
        assertThat(exec("date", "+%Z")).matches("CES?T\n");
        assertThat(exec("cat", "/www/second.html")).isEqualTo("second\n");
    }

    @Test
    void aTeamsTemplateWithRunStartsTheAppByTheScriptThatFitsItsSizes() throws IOException {
        Path template = Files.createDirectories(storage.resolve("templates/pages"));
        Files.writeString(template.resolve("Dockerfile"), """
                ARG base
                FROM ${base}
                COPY paas/ /opt/paas/
                COPY www/ /www/
                USER 0
                RUN echo "made by $(id -u)" > /www/made.html
                USER 10001
                ENTRYPOINT ["/opt/paas/init", "httpd", "-f", "-p", "8080", "-h", "/www"]
                """);
        Files.writeString(template.resolve("template.yaml"), "parameters: {base: {type: image, help: An image}}\n");
        Path platform = Files.writeString(
                storage.resolve("platform.yaml"),
                Files.readString(Path.of(System.getenv("PAAS_PLATFORM"))) + "templates: ./templates\n");
        app.with("PAAS_PLATFORM", platform.toString())
                .edit(yaml -> yaml.replace("dockerfile: Dockerfile", "language: pages")
                        .replaceFirst("build: .*", "build: {args: {base: \"127.0.0.1:5000/base/static:1\"}}"))
                .commit("by a template");
        ends("deploy", "--cluster", "local-1");

        app.answers("one");
        assertThat(exec("cat", "/www/made.html")).isEqualTo("made by 0\n");
        assertThat(exec("cat", "/proc/1/comm")).isEqualTo("httpd\n");
        assertThat(exec("env", "-u", "PAAS_CPU_LIMIT", "/opt/paas/init", "env")).contains("PAAS_CPU_LIMIT=1\n");
    }

    @Test
    void theSameCommitGivesTheSameDigestInTheRegistryATarAndALayout() throws Exception {
        String pushed = digest("build", "--cluster", "local-1");
        Path tar = storage.resolve("image.tar");
        Path layout = storage.resolve("layout");
        assertThat(digest("build", "--cluster", "local-1", "--tar", tar.toString()))
                .isEqualTo(pushed);
        assertThat(digest("build", "--cluster", "local-1", "--layout", layout.toString()))
                .isEqualTo(pushed);
        assertThat(layout.resolve("blobs/sha256").resolve(pushed.replace("sha256:", "")))
                .exists();
        assertThat(Shell.run(storage, "tar", "-tf", tar.toString()))
                .contains("manifest.json", "index.json", "oci-layout");
    }

    @Test
    void aFailingRunIsToldWithItsLineAndNothingIsPushed() throws Exception {
        app.write("Dockerfile", DOCKERFILE.replace("RUN echo second", "RUN echo the reason; exit 7; echo second"))
                .commit("broken");
        Result result = app.paas("build", "--cluster", "local-1");
        assertThat(result.code()).as(result.all()).isEqualTo(1);
        assertThat(result.all())
                .contains("E_RUN_FAILED")
                .contains("Dockerfile:14:1")
                .contains("exit code 7")
                .contains("the reason");
        assertThat(get("/v2/apps/web/tags/list"))
                .doesNotContain(Shell.run(folder, "git", "rev-parse", "HEAD").substring(0, 12));
    }

    @Test
    void withoutAToolTheLinesAreNamedAndAFileWhoseRunIsNotNeededIsBuiltAsEver() throws Exception {
        Path bin = Files.createDirectory(storage.resolve("bin"));
        app.with("PATH", bin.toString());
        Result refused = app.paas("build", "--cluster", "local-1");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.all())
                .contains("E_DOCKERFILE_RUN", "Dockerfile:9:1", "Dockerfile:14:1", "install buildah")
                .doesNotContain("Dockerfile:4:1");

        app.write(
                        "Dockerfile",
                        DOCKERFILE.replace(
                                "COPY --from=build /out /www\nUSER 0\nRUN echo second > /www/second.html",
                                "COPY www/ /www/"))
                .commit("no RUN is needed");
        assertThat(JSON.readTree(ends("build", "--cluster", "local-1", "--output", "json")
                                .out())
                        .path("builder")
                        .asText())
                .isEqualTo("paas");
    }

    private String digest(String... args) throws IOException {
        String[] all = java.util.Arrays.copyOf(args, args.length + 3);
        all[args.length] = "--output";
        all[args.length + 1] = "json";
        all[args.length + 2] = "--force";
        return JSON.readTree(ends(all).out()).path("digest").asText();
    }

    private String exec(String... words) {
        List<String> all = new ArrayList<>(List.of("exec", "deployment/web", "-c", "web", "--"));
        all.addAll(List.of(words));
        return app.kubectl(all.toArray(new String[0]));
    }

    private Result ends(String... args) {
        Result result = app.paas(args);
        assertThat(result.code()).as(result.all()).isZero();
        return result;
    }

    /** The configuration that the registry has under a built image's digest. */
    private static JsonNode config(JsonNode built) throws Exception {
        String manifest = get("/v2/apps/web/manifests/" + built.path("digest").asText());
        String config = JSON.readTree(manifest).path("config").path("digest").asText();
        return JSON.readTree(get("/v2/apps/web/blobs/" + config));
    }

    private static String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:5000" + path))
                .header("Accept", "application/vnd.oci.image.manifest.v1+json")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
