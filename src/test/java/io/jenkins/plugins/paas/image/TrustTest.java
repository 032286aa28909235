package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.BuildSpec;
import io.jenkins.plugins.paas.model.CommitId;
import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Source;
import io.jenkins.plugins.paas.model.Trusted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.PKIXParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String BUNDLE = "/etc/ssl/certs/ca-certificates.crt";

    @TempDir
    static Path made;

    private static String corporate = "";
    private static String expired = "";
    private static String twin = "";
    private static String server = "";

    @TempDir
    Path temp;

    private Path app;
    private final ImageFiles base = new ImageFiles("the base");
    private List<String> trust = List.of("certs/corp.pem");

    @BeforeAll
    static void certificates() {
        corporate = SampleAuthority.root(made, "Corporate Root 1", "2020/01/01", 36_500);
        twin = SampleAuthority.root(made, "Corporate Root 1", "2021/01/01", 36_500);
        expired = SampleAuthority.root(made, "Old Root", "2010/01/01", 365);
        server = SampleAuthority.server(made, "www.example.com");
    }

    @BeforeEach
    void app() {
        app = temp.resolve("app");
        write("certs/corp.pem", corporate);
        write("Dockerfile", "FROM base\nCOPY program /program\n");
        write("program", "text");
        write("../roots.pem", "Public Root\n" + corporate + expired);
        base.put("/etc/ssl/certs", Node.Folder.USUAL);
    }

    @Test
    void theBundleHoldsWhatIsNamedAndNothingElse() {
        Map<String, String> texts = texts(trustLayer());
        assertThat(texts.get(BUNDLE)).isEqualTo("# CN=Corporate Root 1\n" + body(corporate));
        assertThat(links(trustLayer())).containsEntry("/etc/ssl/cert.pem", BUNDLE);
        assertThat(plan().config().env())
                .containsEntry("SSL_CERT_FILE", BUNDLE)
                .containsEntry("NODE_EXTRA_CA_CERTS", BUNDLE)
                .containsEntry("PAAS_TRUST", "only");
    }

    @Test
    void theSameAuthoritiesGiveTheSameBytesInAnyOrderAndUnderAnyName() {
        write("certs/old.pem", "a comment\r\n" + expired.replace("\n", "\r\n"));
        trust = List.of("certs/old.pem", "certs/corp.pem");
        Map<String, Path> one = contents(trustLayer());
        trust = List.of("Corporate Root 1", "old root", "certs/corp.pem");
        Map<String, Path> other = contents(trustLayer());
        assertThat(other).isEqualTo(one);
    }

    @Test
    void javaReadsTheStoreWithAnyPasswordAndWithNone() throws Exception {
        trust = List.of("Corporate Root 1", "Old Root");
        byte[] store = Files.readAllBytes(contents(trustLayer()).get("/etc/ssl/certs/java/cacerts"));
        for (String password : new String[] {null, "", "changeit", "other"}) {
            KeyStore read = KeyStore.getInstance("PKCS12");
            read.load(new ByteArrayInputStream(store), password == null ? null : password.toCharArray());
            assertThat(Collections.list(read.aliases()))
                    .hasSize(2)
                    .allSatisfy(
                            alias -> assertThat(read.isCertificateEntry(alias)).isTrue())
                    .anyMatch(alias -> alias.startsWith("corporate root 1 ["));
            assertThat(new PKIXParameters(read).getTrustAnchors()).hasSize(2);
        }
    }

    @Test
    void openSslReadsTheStore() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
        Path store = contents(trustLayer()).get("/etc/ssl/certs/java/cacerts");
        Process process = new ProcessBuilder(
                        "openssl", "pkcs12", "-in", store.toString(), "-nokeys", "-nomacver", "-passin", "pass:")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains(body(corporate).strip());
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void everyJavaOfTheImageGetsTheStoreWhereItsLinksLead() {
        base.put("/usr/lib/jvm/17/lib/security/cacerts", new Node.Link(Owner.ROOT, "/etc/ssl/certs/java/cacerts"));
        base.put("/opt/other/lib/security/cacerts", file("old"));
        base.put("/opt/other/lib/security/jssecacerts", file("old"));
        base.put("/etc/ssl/certs/java/cacerts", file("old"));
        assertThat(contents(trustLayer()))
                .containsKeys(
                        "/etc/ssl/certs/java/cacerts",
                        "/opt/other/lib/security/cacerts",
                        "/opt/other/lib/security/jssecacerts")
                .doesNotContainKey("/usr/lib/jvm/17/lib/security/cacerts");
    }

    @Test
    void theSingleCertificatesOfTheBaseAreNotSeenAnyMore() {
        base.put("/etc/ssl/certs/Root.pem", file("public"));
        base.put("/etc/ssl/certs/0a1b2c3d.0", new Node.Link(Owner.ROOT, "Root.pem"));
        Layer layer = trustLayer();
        assertThat(layer.entries()).extracting(Entry::target).contains("/etc/ssl/certs", "/etc/ssl/certs/.wh..wh..opq");
        assertThat(texts(layer))
                .containsEntry("/etc/ssl/certs/.wh..wh..opq", "")
                .containsKey(BUNDLE);
    }

    @Test
    void theLinksOfAlpineStay() {
        base.put("/etc/ssl/cert.pem", new Node.Link(Owner.ROOT, "certs/ca-certificates.crt"));
        base.put(BUNDLE, file("public"));
        base.put("/etc/ssl1.1/cert.pem", new Node.Link(Owner.ROOT, "/etc/ssl/cert.pem"));
        assertThat(trustLayer().entries())
                .extracting(Entry::target)
                .contains(BUNDLE)
                .doesNotContain("/etc/ssl/cert.pem", "/etc/ssl1.1/cert.pem");
    }

    @Test
    void whereOpenSslOfDebianAndOthersLooksTheBundleIsFoundToo() {
        base.put("/usr/lib/ssl/certs", new Node.Link(Owner.ROOT, "/etc/ssl/certs"));
        base.put(
                "/etc/pki/tls/cert.pem",
                new Node.Link(Owner.ROOT, "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"));
        base.put("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", file("public"));
        Layer layer = trustLayer();
        assertThat(links(layer)).containsEntry("/usr/lib/ssl/cert.pem", BUNDLE);
        assertThat(texts(layer).get("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"))
                .isEqualTo(texts(layer).get(BUNDLE));
    }

    @Test
    void aBaseOnItsOwnVariableKeepsIt() {
        write("Dockerfile", "FROM base\nENV SSL_CERT_FILE=/certs/own.pem\n");
        assertThat(texts(trustLayer())).containsKeys(BUNDLE, "/certs/own.pem");
        assertThat(plan().config().env()).containsEntry("SSL_CERT_FILE", "/certs/own.pem");
    }

    @Test
    void anImageFromNothingGetsTheBundleToo() {
        write("Dockerfile", "FROM scratch\nCOPY program /program\n");
        assertThat(texts(trustLayer())).containsKey(BUNDLE);
    }

    @Test
    void aRootIsFoundByItsFingerprintAsOpenSslPrintsIt() {
        String digits = new Authority(PemFile.read(app.resolve("certs/corp.pem"), "corp")
                        .get(0)
                        .certificate())
                .fingerprint();
        trust = List.of(digits.toUpperCase(java.util.Locale.ROOT).replaceAll("(..)(?=.)", "$1:"));
        assertThat(texts(trustLayer()).get(BUNDLE)).contains("Corporate Root 1");
        trust = List.of("sha256:" + digits);
        assertThat(texts(trustLayer()).get(BUNDLE)).contains("Corporate Root 1");
        trust = List.of(digits.replace(digits.charAt(0), 'f').replaceFirst("^.", "e"));
        refused("E_TRUST_UNKNOWN", "paas.yaml:7:1", "no root that this machine knows");
    }

    @Test
    void suggestsTheRootThatWasMeant() {
        trust = List.of("Corporate Rot 1");
        refused("E_TRUST_UNKNOWN", "paas.yaml:7:1", "did you mean 'Corporate Root 1'?");
    }

    @Test
    void asksForAFingerprintWhereTwoRootsHaveOneName() {
        write("../roots.pem", corporate + twin);
        trust = List.of("Corporate Root 1");
        refused("E_TRUST_UNKNOWN", "several roots are called 'Corporate Root 1'", "SHA-256 fingerprint: ");
    }

    @Test
    void saysWhenACertificateIsNoAuthority() {
        write("certs/corp.pem", "text\n" + server);
        refused(
                "E_TRUST_CERTIFICATE",
                "paas.yaml:7:1 build.trust[0]: certs/corp.pem:2:1 ",
                "'www.example.com' is the certificate of a server");
    }

    @Test
    void tellsOfTimesThatAreOverWithoutRefusing() {
        trust = List.of("certs/corp.pem", "Old Root");
        assertThat(plan().notes()).singleElement().satisfies(note -> {
            assertThat(note.code()).isEqualTo("W_TRUST_TIME");
            assertThat(note.text()).contains("paas.yaml:8:1", "'Old Root' expired on 2011-01-01");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no certificate",
                "-----BEGIN CERTIFICATE-----\nAAAA\n",
                "-----BEGIN CERTIFICATE-----\n????\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n",
                "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n"
            })
    void saysWhereAFileIsNoPem(String text) {
        write("certs/corp.pem", text);
        refused("E_TRUST_FILE", "certs/corp.pem:1:1");
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        write("certs/bad.pem", "-");
        trust = List.of("certs/none.pem", "certs/bad.pem", "Nobody's Root");
        assertThatThrownBy(this::plan)
                .isInstanceOfSatisfying(
                        PaasException.class,
                        failure -> assertThat(failure.problems()).hasSize(3));
    }

    @Test
    void refusesAFileOutsideOfTheAppsFolder() throws IOException {
        Files.createSymbolicLink(app.resolve("certs/link.pem"), temp.resolve("roots.pem"));
        trust = List.of("certs/link.pem");
        refused("E_OUTSIDE_CONTEXT", "paas.yaml:7:1 build.trust[0]: ", "link.pem");
    }

    @Test
    void anImageThatAnotherToolMadeGetsTheSame() {
        write("Dockerfile", "FROM base\nRUN make\n");
        ImagePlanner planner = planner();
        ContainerBuild build = (ContainerBuild) planner.plan(request());
        base.put("/etc/ssl/certs/theirs.pem", file("theirs"));
        ImageConfig config = ImageConfig.EMPTY.seeing(Map.of("SSL_CERT_FILE", "/opt/ca.pem"));

        Finish finish = planner.finish(build, new BaseImage("made", config, () -> base));

        assertThat(finish.layers()).hasSize(1);
        assertThat(texts(finish.layers().get(0)).get(BUNDLE)).contains(body(corporate));
        assertThat(texts(finish.layers().get(0))).containsKeys("/opt/ca.pem", "/etc/ssl/certs/.wh..wh..opq");
        assertThat(finish.variables())
                .containsEntry("SSL_CERT_FILE", "/opt/ca.pem")
                .containsEntry("PAAS_TRUST", "only");
        assertThat(finish.labels()).containsEntry("org.opencontainers.image.version", "v");
        assertThat(finish.created()).isEqualTo(NOW);
    }

    @Test
    void authoritiesAreFoundBeforeAnotherToolBuildsForMinutes() {
        write("Dockerfile", "FROM base\nRUN make\n");
        trust = List.of("certs/none.pem");
        refused("E_TRUST_FILE", "paas.yaml:7:1");
    }

    private Layer trustLayer() {
        List<Layer> layers = plan().layers();
        Layer last = layers.get(layers.size() - 1);
        assertThat(last.name()).isEqualTo("trust");
        return last;
    }

    private ImagePlan plan() {
        return (ImagePlan) planner().plan(request());
    }

    private ImagePlanner planner() {
        KnownRoots roots = new KnownRoots(temp.resolve("no-cacerts"), List.of(temp.resolve("roots.pem")));
        return new ImagePlanner(
                Templates.bundled(),
                temp.resolve("stage"),
                name -> new BaseImage(name, ImageConfig.EMPTY, () -> base),
                roots);
    }

    private ImageRequest request() {
        List<Trusted> named = new ArrayList<>();
        trust.forEach(text -> named.add(new Trusted(text, new Location("paas.yaml", 7 + named.size(), 1))));
        return new ImageRequest(
                new AppName("hello"),
                new Source(app, new CommitId("0123456789ab"), "0123", NOW, Optional.empty()),
                new BuildSpec(
                        new BuildSpec.Recipe.Dockerfile(Path.of("Dockerfile"), Optional.empty()),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        named),
                Map.of(),
                "v",
                List.of(),
                NOW);
    }

    private void refused(String code, String... texts) {
        assertThatThrownBy(this::plan).isInstanceOfSatisfying(PaasException.class, failure -> {
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.getMessage()).contains(texts);
        });
    }

    private static Map<String, Path> contents(Layer layer) {
        Map<String, Path> contents = new java.util.TreeMap<>();
        layer.entries().forEach(entry -> {
            if (entry.node() instanceof Node.File file) {
                contents.put(entry.target(), file.content());
            }
        });
        return contents;
    }

    private static Map<String, String> texts(Layer layer) {
        Map<String, String> texts = new java.util.TreeMap<>();
        contents(layer).forEach((path, file) -> {
            try {
                texts.put(path, Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return texts;
    }

    private static Map<String, String> links(Layer layer) {
        Map<String, String> links = new java.util.TreeMap<>();
        layer.entries().forEach(entry -> {
            if (entry.node() instanceof Node.Link link) {
                links.put(entry.target(), link.target());
            }
        });
        return links;
    }

    private Node file(String text) {
        Path file = temp.resolve("file-" + text);
        write("../file-" + text, text);
        return new Node.File(0644, Owner.ROOT, file);
    }

    private void write(String name, String text) {
        try {
            Path file = app.resolve(name).normalize();
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Base64 in lines of 64 letters, as we write it. */
    private static String body(String pem) {
        String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        return "-----BEGIN CERTIFICATE-----\n" + base64.replaceAll("(.{64})(?=.)", "$1\n")
                + "\n-----END CERTIFICATE-----\n";
    }
}
