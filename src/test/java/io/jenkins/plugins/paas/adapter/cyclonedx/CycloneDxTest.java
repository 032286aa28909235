package io.jenkins.plugins.paas.adapter.cyclonedx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jenkins.plugins.paas.model.SoftwarePackage;
import io.jenkins.plugins.paas.model.SoftwarePackage.Kind;
import io.jenkins.plugins.paas.port.BillOfMaterials.Bill;
import io.jenkins.plugins.paas.port.BillOfMaterials.Part;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CycloneDxTest {
    private static final Bill BILL = new Bill(
            "registry.example.com/apps/shop:1",
            Optional.of("sha256:" + "1".repeat(64)),
            Optional.of(Instant.parse("2026-01-02T03:04:05Z")),
            List.of(
                    part(Kind.DEB, "debian", "libc6", "2.36-9+deb12", Map.of("arch", "amd64", "distro", "debian-12")),
                    part(Kind.MAVEN, "org.shop", "core", "1.2", Map.of()),
                    part(Kind.NPM, "@acme", "right", "2.0.0", Map.of()),
                    part(Kind.COMPOSER, "acme", "log", "v3.1", Map.of()),
                    part(Kind.GOLANG, "golang.org/x", "net", "v0.1.0", Map.of()),
                    part(Kind.APK, "alpine", "musl", "1.2.5-r0", Map.of()),
                    part(Kind.MAVEN, "", "plain", "1", Map.of())));

    private static Part part(Kind kind, String namespace, String name, String version, Map<String, String> more) {
        return new Part(new SoftwarePackage(kind, namespace, name, version, more), "/where/" + name);
    }

    @Test
    void namesEachPackageByItsUrl() throws Exception {
        JsonNode document = written(BILL);
        List<String> urls = new ArrayList<>();
        document.path("components").forEach(each -> urls.add(each.path("purl").asText()));

        assertThat(urls)
                .containsExactly(
                        "pkg:deb/debian/libc6@2.36-9%2Bdeb12?arch=amd64&distro=debian-12",
                        "pkg:maven/org.shop/core@1.2",
                        "pkg:npm/%40acme/right@2.0.0",
                        "pkg:composer/acme/log@v3.1",
                        "pkg:golang/golang.org/x/net@v0.1.0",
                        "pkg:apk/alpine/musl@1.2.5-r0",
                        "");
        assertThat(document.path("specVersion").asText()).isEqualTo("1.6");
        assertThat(document.at("/metadata/component/version").asText()).startsWith("sha256:1");
        assertThat(document.at("/components/1/properties/0/value").asText()).isEqualTo("/where/core");
    }

    @Test
    void givesTheSameBytesForTheSameImage() {
        assertThat(new CycloneDx().write(BILL)).isEqualTo(new CycloneDx().write(BILL));
        assertThat(new CycloneDx().write(BILL)).contains("2026-01-02T03:04:05Z");
    }

    @Test
    void givesAnotherNumberForAnotherImage() throws Exception {
        Bill other = new Bill(BILL.image(), Optional.empty(), Optional.empty(), BILL.parts());

        assertThat(written(other).path("serialNumber").asText())
                .matches("urn:uuid:[0-9a-f-]{36}")
                .isNotEqualTo(written(BILL).path("serialNumber").asText());
    }

    /** The library brings the published schema along. */
    @Test
    void isWhatThePublishedSchemaSays() throws Exception {
        Map<String, String> schemas = new HashMap<>();
        for (String name : List.of("bom-1.6", "spdx", "jsf-0.82")) {
            try (InputStream in = CycloneDxTest.class.getResourceAsStream("/" + name + ".schema.json")) {
                schemas.put(
                        "http://cyclonedx.org/schema/" + name + ".schema.json", new String(in.readAllBytes(), UTF_8));
            }
        }
        Schema schema = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_7, registry -> registry.schemas(schemas))
                .getSchema(SchemaLocation.of("http://cyclonedx.org/schema/bom-1.6.schema.json"));

        assertThat(schema.validate(new CycloneDx().write(BILL), InputFormat.JSON))
                .isEmpty();
        assertThat(schema.validate("{\"bomFormat\": \"other\"}", InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void hasWhatTheStandardDemands() throws Exception {
        JsonNode document = written(BILL);
        List<String> references = new ArrayList<>();
        document.path("components").forEach(each -> {
            assertThat(each.path("type").asText()).isEqualTo("library");
            assertThat(each.path("name").asText()).isNotEmpty();
            references.add(each.path("bom-ref").asText());
        });

        assertThat(document.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(references).doesNotHaveDuplicates().doesNotContain("");
    }

    private static JsonNode written(Bill bill) throws Exception {
        return new ObjectMapper().readTree(new CycloneDx().write(bill));
    }
}
