package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.paas.model.PaasException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarStageTest {
    private static final String GREETER =
            "package org.library; public class Greeter { public static String greet() { return \"hello\"; } }";
    private static final String MAIN =
            "package com.example.app; public class Main { public static void main(String[] a) throws Exception {"
                    + " System.out.println(Class.forName(\"org.library.Greeter\").getMethod(\"greet\").invoke(null) + new"
                    + " String(Main.class.getResourceAsStream(\"/application.txt\").readAllBytes()) +"
                    + " Main.class.getPackage().getImplementationVersion()); } }";

    @TempDir
    Path temp;

    @Test
    void takesASpringBootJarApartInTheOrderOfItsIndex() throws Exception {
        Path jar = new SampleJar()
                .attribute("Main-Class", "org.springframework.boot.loader.launch.JarLauncher")
                .attribute("Start-Class", "com.example.app.Main")
                .attribute("Spring-Boot-Version", "3.5.0")
                .attribute("Implementation-Version", "7")
                .file("org/springframework/boot/loader/launch/JarLauncher.class", "loader")
                .file("META-INF/services/java.nio.file.spi.FileSystemProvider", "loader")
                .folder("BOOT-INF/classes/com/")
                .compiled("BOOT-INF/classes/", "com.example.app.Main", MAIN)
                .file("BOOT-INF/classes/application.txt", " world ")
                .file("BOOT-INF/lib/a-first.jar", new SampleJar().bytes())
                .file(
                        "BOOT-INF/lib/z-greeter.jar",
                        new SampleJar()
                                .compiled("", "org.library.Greeter", GREETER)
                                .bytes())
                .file("BOOT-INF/lib/m-1.0-SNAPSHOT.jar", new SampleJar().bytes())
                .file("BOOT-INF/classpath.idx", "- \"BOOT-INF/lib/z-greeter.jar\"\n- \"BOOT-INF/lib/a-first.jar\"\n")
                .write(temp.resolve("app/target/app.jar"));
        Path context = layOut(jar);
        assertThat(files(context))
                .containsExactly(
                        "classes/app.jar",
                        "dependencies/a-first.jar",
                        "dependencies/z-greeter.jar",
                        "java.args",
                        "paas/init",
                        "resources/app.jar",
                        "snapshot-dependencies/m-1.0-SNAPSHOT.jar");
        assertThat(Files.readString(context.resolve("java.args")))
                .contains("\"classes/app.jar:resources/app.jar:dependencies/z-greeter.jar:dependencies/a-first.jar:"
                        + "snapshot-dependencies/m-1.0-SNAPSHOT.jar\"\ncom.example.app.Main\n");
        assertThat(SampleJar.names(context.resolve("classes/app.jar")))
                .containsExactly("META-INF/MANIFEST.MF", "com/", "com/example/app/Main.class");
        assertThat(run(context)).isEqualTo("hello world 7");
    }

    @Test
    void takesLibrariesBesideAPlainJarInTheOrderOfItsManifest() throws Exception {
        new SampleJar()
                .compiled("", "org.library.Greeter", GREETER)
                .write(temp.resolve("app/target/lib/greeter one.jar"));
        new SampleJar().write(temp.resolve("app/target/lib/a.jar"));
        Path jar = new SampleJar()
                .attribute("Main-Class", "com.example.app.Main")
                .attribute("Class-Path", "lib/greeter%20one.jar lib/a.jar")
                .attribute("Implementation-Version", "7")
                .compiled("", "com.example.app.Main", MAIN)
                .file("application.txt", " world ")
                .write(temp.resolve("app/target/app.jar"));
        Path context = layOut(jar);
        assertThat(Files.readString(context.resolve("java.args")))
                .contains("classes/app.jar:resources/app.jar:dependencies/greeter one.jar:dependencies/a.jar");
        assertThat(run(context)).isEqualTo("hello world 7");
    }

    @Test
    void tellsMergedLibrariesFromTheAppsOwnClassesByItsPackage() throws Exception {
        Path jar = shaded().write(temp.resolve("app/target/app.jar"));
        Path context = layOut(jar);
        assertThat(SampleJar.names(context.resolve("classes/app.jar"))).contains("com/example/app/Main.class");
        assertThat(SampleJar.names(context.resolve("resources/app.jar"))).contains("application.txt");
        assertThat(SampleJar.names(context.resolve("dependencies/app-libraries.jar")))
                .contains("org/library/Greeter.class", "META-INF/services/org.library.Spi");
        assertThat(run(context)).isEqualTo("hello world 7");
    }

    @Test
    void tellsMergedLibrariesByTheClassesFolderBesideTheJar() throws Exception {
        Path jar = shaded().file("com/example/shared/Shared.class", "library of the same owner")
                .write(temp.resolve("app/target/app.jar"));
        for (String own : List.of("com/example/app/Main.class", "application.txt")) {
            Path file = temp.resolve("app/target/classes").resolve(own);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
        Path context = layOut(jar);
        assertThat(SampleJar.names(context.resolve("dependencies/app-libraries.jar")))
                .contains("com/example/shared/Shared.class");
        assertThat(run(context)).isEqualTo("hello world 7");
    }

    @Test
    void aChangedLineMovesTheClassesOnly() throws Exception {
        Path first = layOut(shaded().write(temp.resolve("app/target/app.jar")));
        Path second = layOut(shaded().compiled(
                        "",
                        "com.example.app.Main",
                        MAIN.replace("main(String[] a)", "main(String[] args)") + "\nclass More {}")
                .write(temp.resolve("app/target/app.jar")));
        assertThat(second).isNotEqualTo(first);
        for (String same : List.of("resources/app.jar", "dependencies/app-libraries.jar", "java.args")) {
            assertThat(second.resolve(same)).hasSameBinaryContentAs(first.resolve(same));
        }
    }

    @Test
    void theSameJarIsLaidOutOnceWithTheSameTimes() throws Exception {
        Path jar = shaded().write(temp.resolve("app/target/app.jar"));
        Path first = layOut(jar);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        assertThat(layOut(jar)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first.resolve("classes/app.jar")).toInstant())
                .isEqualTo(FileTimes.FIXED);
    }

    @Test
    void keepsVersionedClassesAndTheOptionsOfTheManifest() throws Exception {
        Path jar = shaded().attribute("Multi-Release", "true")
                .attribute("Add-Opens", "java.base/java.lang java.base/java.util")
                .compiled("META-INF/versions/11/", "org.library.Greeter", GREETER.replace("hello", "newer"))
                .write(temp.resolve("app/target/app.jar"));
        Path context = layOut(jar);
        assertThat(Files.readString(context.resolve("java.args")))
                .startsWith("\"--add-opens\"\n\"java.base/java.lang=ALL-UNNAMED\"\n");
        assertThat(run(context)).isEqualTo("newer world 7");
    }

    @Test
    void dropsWhatIsLeftOfSignatures() throws Exception {
        Path jar = shaded().file("META-INF/SIGNER.SF", "x")
                .file("META-INF/SIGNER.RSA", "x")
                .file("META-INF/INDEX.LIST", "x")
                .section("Name: com/example/app/Main.class\nSHA-256-Digest: AAAA\n")
                .write(temp.resolve("app/target/app.jar"));
        Path context = layOut(jar);
        assertThat(run(context)).isEqualTo("hello world 7");
        try (OpenJar classes = OpenJar.open(context.resolve("classes/app.jar"))) {
            assertThat(classes.manifest().getEntries()).isEmpty();
            assertThat(classes.names()).noneMatch(name -> name.startsWith("META-INF/SIGNER"));
        }
    }

    @Test
    void ofTwoEntriesOfOneNameItTakesTheOneThatTheJvmLoads() throws Exception {
        byte[] bytes = shaded().file("duplicateA.txt", "first")
                .file("duplicateB.txt", "second")
                .bytes();
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("duplicateB.txt", "duplicateA.txt");
        Path jar = temp.resolve("app/target/app.jar");
        Files.createDirectories(jar.getParent());
        Files.write(jar, text.getBytes(StandardCharsets.ISO_8859_1));
        String loaded;
        try (java.net.URLClassLoader loader =
                new java.net.URLClassLoader(new java.net.URL[] {jar.toUri().toURL()}, null)) {
            loaded = new String(loader.getResourceAsStream("duplicateA.txt").readAllBytes(), StandardCharsets.UTF_8);
        }
        try (OpenJar resources = OpenJar.open(layOut(jar).resolve("resources/app.jar"))) {
            assertThat(resources.text("duplicateA.txt")).isEqualTo(loaded);
        }
    }

    @Test
    void refusesEntriesThatLeadOutOfTheJar() throws Exception {
        Path jar = shaded().file("../../etc/passwd", "x").write(temp.resolve("app/target/app.jar"));
        assertInvalid(jar, "leads out of the jar");
    }

    @Test
    void refusesAJarWithoutAMainClass() throws Exception {
        assertInvalid(new SampleJar().write(temp.resolve("app/target/app.jar")), "names no Main-Class");
    }

    @Test
    void refusesWhatIsNoJar() throws Exception {
        Path jar = temp.resolve("app/target/app.jar");
        Files.createDirectories(jar.getParent());
        assertInvalid(Files.writeString(jar, "no jar"), "is no readable jar");
    }

    @Test
    void saysWhichLibrariesAreMissing() throws Exception {
        Path jar = shaded().attribute("Class-Path", "lib/gone.jar").write(temp.resolve("app/target/app.jar"));
        assertInvalid(jar, "lib/gone.jar");
    }

    private static SampleJar shaded() throws IOException {
        return new SampleJar()
                .attribute("Main-Class", "com.example.app.Main")
                .attribute("Implementation-Version", "7")
                .compiled("", "com.example.app.Main", MAIN)
                .compiled("", "org.library.Greeter", GREETER)
                .file("META-INF/services/org.library.Spi", "org.library.Greeter")
                .file("application.txt", " world ");
    }

    private Path layOut(Path jar) {
        return JarStage.layOut(jar, temp.resolve("app"), new StageFolder(temp.resolve("stage"), 16));
    }

    private void assertInvalid(Path jar, String text) {
        assertThatThrownBy(() -> layOut(jar)).isInstanceOfSatisfying(PaasException.class, failure -> {
            assertThat(failure.code()).isEqualTo("E_ARTIFACT_INVALID");
            assertThat(failure).hasMessageContaining(text);
        });
    }

    private static List<String> files(Path context) throws IOException {
        try (Stream<Path> files = Files.walk(context)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> context.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Starts the App as the image does. */
    private static String run(Path context) throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@java.args")
                .directory(context.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        java.waitFor();
        return output.strip();
    }
}
