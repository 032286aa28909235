package io.jenkins.plugins.paas.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.testing.TarBytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackagesTest {
    private static final String DPKG = """
            Package: libc6
            Status: install ok installed
            Architecture: amd64
            Version: 2.36-9
            Description: libraries
             Package: not one

            Package: gone
            Status: deinstall ok config-files
            Version: 1

            Package: half
            Status: install ok half-installed
            Version: 1
            """;

    @Test
    void ofDebianAreThoseThatAreInstalled() {
        assertThat(Layers.packages(Layers.file("var/lib/dpkg/status", DPKG))).containsExactly("DEB /libc6 2.36-9");
        assertThat(Layers.packages(Layers.file("var/lib/dpkg/status.d/tzdata", "Package: tzdata\nVersion: 2024a\n")))
                .containsExactly("DEB /tzdata 2024a");
    }

    @Test
    void ofAlpineAreInItsDatabase() {
        assertThat(Layers.packages(
                        Layers.file("lib/apk/db/installed", "C:Q1\nP:musl\nV:1.2.5-r0\nA:x86_64\n\nP:zlib\nV:1.3\n")))
                .containsExactly("APK /musl 1.2.5-r0", "APK /zlib 1.3");
    }

    @Test
    void ofJavaAreToldByMavenThenByTheManifestThenByTheName() {
        byte[] maven = Layers.jar(Map.of(
                "META-INF/maven/org.shop/core/pom.properties",
                Layers.bytes("groupId=org.shop\nartifactId=core\nversion=1.2\n")));
        byte[] manifest = Layers.jar(
                Map.of(
                        "META-INF/MANIFEST.MF",
                        Layers.bytes(
                                "Manifest-Version: 1.0\nBundle-SymbolicName: org.shop.util;x=y\nImplementation-Version: 3.4\n")));
        byte[] named = Layers.jar(Map.of("a.txt", Layers.bytes("a")));
        LayerFacts facts = Layers.facts(new TarBytes()
                .file("app/libs/whatever.jar", 0644, 0, maven)
                .file("app/libs/util-9.9.jar", 0644, 0, manifest)
                .file("app/libs/plain-lib-2.0.1.jar", 0644, 0, named)
                .file("app/libs/nameless.jar", 0644, 0, named));

        assertThat(Layers.packages(facts))
                .containsExactly("MAVEN org.shop/core 1.2", "MAVEN org.shop.util/util 3.4", "MAVEN /plain-lib 2.0.1");
    }

    @Test
    void ofSpringBootLieInItsJar() {
        byte[] inner = Layers.jar(
                Map.of("META-INF/maven/g/a/pom.properties", Layers.bytes("groupId=g\nartifactId=a\nversion=1\n")));
        byte[] boot = Layers.jar(Map.of("BOOT-INF/lib/a-1.jar", inner, "z.txt", Layers.bytes("after")));

        LayerFacts facts = Layers.facts(new TarBytes().file("app/shop.jar", 0644, 0, boot));

        assertThat(Layers.packages(facts)).containsExactly("MAVEN g/a 1");
        assertThat(facts.packages().get(0).path()).isEqualTo("/app/shop.jar!/BOOT-INF/lib/a-1.jar");
    }

    @Test
    void ofNodeLieInItsModules() {
        LayerFacts facts = Layers.facts(new TarBytes()
                .file("app/node_modules/left/package.json", "{\"name\": \"left\", \"version\": \"1.0.0\", \"x\": null}")
                .file(
                        "app/node_modules/@acme/right/package.json",
                        "{\"name\": \"@acme/right\", \"version\": \"2.0.0\"}")
                .file("app/node_modules/left/test/package.json", "{\"name\": \"fixture\", \"version\": \"1\"}")
                .file("app/node_modules/broken/package.json", "{")
                .file("app/package.json", "{\"name\": \"own\", \"version\": \"1\"}"));

        assertThat(Layers.packages(facts)).containsExactly("NPM /left 1.0.0", "NPM @acme/right 2.0.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"packages\": [{\"name\": \"acme/log\", \"version\": \"v3.1\"}]}",
                "[{\"name\": \"acme/log\", \"version\": \"v3.1\"}]"
            })
    void ofPhpAreInComposersList(String list) {
        assertThat(Layers.packages(Layers.file("srv/vendor/composer/installed.json", list)))
                .containsExactly("COMPOSER acme/log v3.1");
    }

    @Test
    void ofPythonLieBesideTheirFiles() {
        LayerFacts facts = Layers.facts(new TarBytes()
                .file(
                        "usr/lib/python3/dist-packages/six-1.16.0.dist-info/METADATA",
                        "Metadata-Version: 2.1\nName: six\nVersion: 1.16.0\nSummary: x\n\nVersion: 9\nName: none\n")
                .file("app/old.egg-info/PKG-INFO", "Metadata-Version: 1.0\r\nName: old\r\nVersion: 0.1\r\n")
                .file("usr/lib/python3/dist-packages/apt-2.6.egg-info", "Name: python-apt\nVersion: 2.6.0\n")
                .file("app/METADATA", "Name: none\nVersion: 1\n"));

        assertThat(Layers.packages(facts))
                .containsExactly("PYPI /six 1.16.0", "PYPI /old 0.1", "PYPI /python-apt 2.6.0");
    }

    @Test
    void ofRustStandInTheProgramThatCargoAuditableBuilt() {
        String crates = "{\"packages\":[{\"name\":\"serde\",\"version\":\"1.0.200\",\"source\":\"crates.io\"},"
                + "{\"name\":\"cc\",\"version\":\"1.0.90\",\"source\":\"crates.io\",\"kind\":\"build\"},"
                + "{\"name\":\"shop\",\"version\":\"0.1.0\",\"source\":\"local\",\"root\":true}]}";
        Random random = new Random(1);
        byte[] noise = new byte[1_500_000];
        random.nextBytes(noise);
        ByteArrayOutputStream program = new ByteArrayOutputStream();
        program.writeBytes(new byte[] {0x7F, 'E', 'L', 'F'});
        program.writeBytes(noise);
        // Something packed that is no list of crates.
        program.writeBytes(Layers.packed("{\"packages\":[broken"));
        program.writeBytes(Layers.packed(crates));
        program.writeBytes(noise);

        LayerFacts facts = Layers.facts(new TarBytes().file("bin/shop", 0755, 0, program.toByteArray()));

        assertThat(Layers.packages(facts)).containsExactly("CARGO /serde 1.0.200", "CARGO /shop 0.1.0");
    }

    @Test
    void ofGoStandInTheProgram() throws Exception {
        String modules = "m".repeat(16)
                + "path\tshop/cmd\nmod\tshop\t(devel)\t\ndep\tgolang.org/x/net\tv0.1.0\th1:a=\n"
                + "dep\tgithub.com/acme/log\tv1.0.0\n=>\tgithub.com/fork/log\tv1.0.1\th1:b=\n"
                + "n".repeat(16);
        ByteArrayOutputStream program = new ByteArrayOutputStream();
        program.writeBytes(new byte[] {0x7F, 'E', 'L', 'F'});
        program.writeBytes(new byte[3_000_000]);
        // A text of some program, and no header.
        program.writeBytes("\u00ff Go buildinf: and other words".getBytes(StandardCharsets.ISO_8859_1));
        program.writeBytes("\u00ff Go buildinf:\b\u0002".getBytes(StandardCharsets.ISO_8859_1));
        program.writeBytes(new byte[16]);
        string(program, "go1.22.3 X:some");
        string(program, modules);
        program.writeBytes(new byte[1_500_000]);

        LayerFacts facts = Layers.facts(new TarBytes().file("bin/shop", 0755, 0, program.toByteArray()));

        assertThat(Layers.packages(facts))
                .containsExactly(
                        "GOLANG /stdlib 1.22.3",
                        "GOLANG /shop (devel)",
                        "GOLANG golang.org/x/net v0.1.0",
                        "GOLANG github.com/fork/log v1.0.1");
    }

    private static void string(ByteArrayOutputStream to, String text) {
        int length = text.length();
        while (length > 0x7F) {
            to.write((length & 0x7F) | 0x80);
            length >>= 7;
        }
        to.write(length);
        to.writeBytes(Layers.bytes(text));
    }

    @Test
    void areKnownByTheSystemThatGivesThemOut() {
        TarBytes system = new TarBytes()
                .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
                .file("var/lib/dpkg/status", DPKG);

        assertThat(Layers.judged(Layers.image(system)).packages())
                .extracting(part ->
                        part.software().namespace() + " " + part.software().qualifiers())
                .contains("debian {arch=amd64, distro=debian-12}");
    }

    @Test
    void areThoseThatAContainerSees() {
        TarBytes lower = new TarBytes()
                .file("lib/apk/db/installed", "P:old\nV:1\n")
                .file("a/node_modules/x/package.json", "{\"name\": \"x\", \"version\": \"1\"}");
        TarBytes upper =
                new TarBytes().file("lib/apk/db/installed", "P:new\nV:1\n").file(".wh.a", "");

        assertThat(Layers.judged(Layers.image(lower, upper)).packages())
                .extracting(part -> part.software().name())
                .containsExactly("new");
    }

    @Test
    void areTheSameFromWhatWasKept() {
        LayerFacts facts = Layers.facts(new TarBytes()
                .file("var/lib/dpkg/status", DPKG)
                .file("etc/passwd", "root:x:0:0::/root:/bin/sh\n")
                .file("etc/os-release", "ID=debian\n")
                .file("x.txt", "AK" + "IAQ2WSX3EDC4RFV5TG")
                .folder("tmp", 01777)
                .link("l", "x.txt"));

        assertThat(FactsJson.read(FactsJson.write(facts))).contains(facts);
        assertThat(FactsJson.read("{}")).isEmpty();
        assertThat(FactsJson.read(FactsJson.write(facts).replace("\"FILE\"", "\"NONE\"")))
                .isEmpty();
        assertThat(FactsJson.read(FactsJson.write(facts).substring(9))).isEmpty();
    }
}
