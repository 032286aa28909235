package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.adapter.jib.LocalRegistry;
import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real registries: images are built for one region, and the sandbox's cluster, in another region, pulls from the other. */
class MirroredRegistryIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOME = "127.0.0.1:5000";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    @TempDir
    private Path folder;

    @TempDir
    private Path data;

    private LocalRegistry abroad;
    private SandboxApp app;

    @BeforeEach
    void twoRegions() throws Exception {
        abroad = LocalRegistry.open(data);
        app = SandboxApp.in(folder);
        app.write(".git/platform.yaml", """
                        registries:
                          main: {url: HOME/apps, insecure: true, mirrors: [abroad]}
                          abroad: {url: ABROAD/apps, insecure: true}
                        clusters:
                          home: {id: 8, environment: test, context: local-1, namespace: "{{team}}", registry: main, createNamespace: true}
                          local-1: {id: 1, environment: test, context: local-1, namespace: "{{team}}", registry: abroad, createNamespace: true}
                        """.replace("HOME", HOME).replace("ABROAD", abroad.host()))
                .with("PAAS_PLATFORM", ".git/platform.yaml")
                .edit(yaml -> yaml.replace("replicas: 2", "replicas: 1").replaceFirst("clusters:(?s:.*)", ""))
                .commit("in every cluster");
    }

    @AfterEach
    void stop() throws Exception {
        app.close();
        abroad.close();
    }

    @Test
    void whatWasBuiltInOneRegionIsPulledFromTheMirrorInTheOther() throws IOException {
        JsonNode built = JSON.readTree(
                ends("build", "--cluster", "home", "--output", "json").out());
        assertThat(built.path("image").asText()).startsWith(HOME + "/apps/web:");

        Result deployed = ends("deploy", "--cluster", "local-1", "--commit", "HEAD");

        assertThat(deployed.all()).doesNotContain("building the image");
        assertThat(pulled())
                .startsWith(abroad.host() + "/apps/web")
                .endsWith("@" + built.path("digest").asText());
        app.answers("one");
        assertThat(ends("audit", "list", "--cluster", "home").out()).contains("COPIED", "copied");
    }

    @Test
    void anImageUnderATagOfOthersIsBroughtAndPulledFromTheMirrorAsWell() throws Exception {
        String digest = tagged("theirs", "v1.2");

        ends("deploy", "--cluster", "local-1", "--image", HOME + "/apps/web:v1.2");

        assertThat(pulled()).startsWith(abroad.host() + "/apps/web").endsWith("@" + digest);
        assertThat(app.kubectl("get", "deployment/web", "-o", "jsonpath={.spec.template.spec.containers[0].image}"))
                .startsWith(abroad.host() + "/apps/web:v1.2-" + digest.substring(7, 19) + "@");
        app.answers("theirs\n".strip());
    }

    /** An image in the registry at home, known by a tag that is none of ours. */
    private String tagged(String page, String tag) throws Exception {
        app.write("www/index.html", page + "\n").commit(page);
        JsonNode built = JSON.readTree(
                ends("build", "--cluster", "home", "--output", "json").out());
        HttpClient client = HttpClient.newHttpClient();
        URI manifests = URI.create("http://" + HOME + "/v2/apps/web/manifests/");
        byte[] manifest = client.send(
                        HttpRequest.newBuilder(
                                        manifests.resolve(built.path("tag").asText()))
                                .header("Accept", MANIFEST)
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
        int status = client.send(
                        HttpRequest.newBuilder(manifests.resolve(tag))
                                .header("Content-Type", MANIFEST)
                                .PUT(BodyPublishers.ofByteArray(manifest))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
        assertThat(status).isEqualTo(201);
        return built.path("digest").asText();
    }

    private String pulled() {
        return app.kubectl("get", "pods", "-o", "jsonpath={.items[0].status.containerStatuses[0].imageID}");
    }

    private Result ends(String... args) {
        Result result = app.paas(args);
        assertThat(result.code()).as(result.all()).isZero();
        return result;
    }
}
