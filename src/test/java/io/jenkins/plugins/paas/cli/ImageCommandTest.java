package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.testing.TarBytes;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code paas image check} on an image in a file: the whole way, without a registry. */
class ImageCommandTest {
    private static final String PLATFORM = """
            registries: {main: {url: registry.example.com}}
            clusters:
              one: {id: 1, environment: test, context: x, registry: main}
              two: {id: 2, environment: prod, context: x, registry: main}
            images: {check: {prod: required, test: warn}}
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void save() throws Exception {
        byte[] layer = new TarBytes()
                .file("root/.netrc", "machine x login me password hunter22\n")
                .file("a/node_modules/left/package.json", "{\"name\": \"left\", \"version\": \"1.0.0\"}")
                .bytes();
        byte[] image = new TarBytes()
                .file("l/layer.tar", 0644, 0, layer)
                .file(
                        "c.json",
                        "{\"config\": {\"User\": \"7\"}, \"rootfs\": {\"diff_ids\": [\"" + Digest.ofBytes(layer)
                                + "\"]}}")
                .file("manifest.json", "[{\"Config\": \"c.json\", \"Layers\": [\"l/layer.tar\"]}]")
                .bytes();
        Files.write(folder.resolve("image.tar"), image);
    }

    @Test
    void tellsWhatIsFoundAndEndsWithZeroWhereNobodyRequiresAnything() {
        assertThat(run("image", "check", "--tar", "image.tar")).isZero();

        assertThat(text(out))
                .contains("I_CREDENTIALS")
                .contains("/root/.netrc:1")
                .doesNotContain("hunter22");
    }

    @Test
    void endsWithSixWhereThePlatformRequiresTheCheck() throws Exception {
        Files.writeString(folder.resolve("platform.yaml"), PLATFORM);

        assertThat(run("image", "check", "--tar", "image.tar")).isEqualTo(6);
        assertThat(run("image", "check", "--tar", "image.tar", "--cluster", "two"))
                .isEqualTo(6);
        assertThat(run("image", "check", "--tar", "image.tar", "--cluster", "one"))
                .isZero();
    }

    @Test
    void refusesAClusterThatIsNotThere() throws Exception {
        Files.writeString(folder.resolve("platform.yaml"), PLATFORM);

        assertThat(run("image", "check", "--tar", "image.tar", "--cluster", "three"))
                .isEqualTo(2);
        assertThat(text(err)).contains("E_CLUSTER_UNKNOWN").contains("one, two");
    }

    @Test
    void printsOneDocumentAndWritesTheBill() throws Exception {
        assertThat(run("image", "check", "--tar", "image.tar", "--output", "json", "--sbom", "bill.json"))
                .isZero();

        String schema = Files.readString(Path.of("docs/schema/image-check.schema.json"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema, InputFormat.JSON)
                        .validate(text(out), InputFormat.JSON))
                .isEmpty();
        Map<String, Object> document = Json.read("output", text(out));
        assertThat(document).containsEntry("kind", "ImageCheck").containsEntry("refused", false);
        assertThat((List<?>) document.get("findings")).hasSize(1);
        assertThat((List<?>) document.get("packages")).hasSize(1);
        assertThat(Files.readString(folder.resolve("bill.json"))).contains("pkg:npm/left@1.0.0");
    }

    private int run(String... args) {
        Surroundings here = new Surroundings(
                Map.of("HOME", folder.resolve("home").toString()),
                folder,
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                InstantSource.system());
        return new Paas(here, Adapters.real(here)).run(args);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
