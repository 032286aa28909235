package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.codec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One commit, built by two people on different machines, is one image. */
class ReproducibleImageIT {
    @TempDir
    private Path folder;

    @Test
    void twoCheckoutsOfADockerfileAppGiveTheSameDigest() {
        try (SandboxApp app = SandboxApp.in(folder.resolve("app"))) {
            app.write("www/run.sh", "#!/bin/sh\necho hello\n").write("www/deep/er/page.html", "deep\n");
            Shell.run(app.folder(), "chmod", "+x", "www/run.sh");
            // Names by their bytes, since the Java that runs this test may know ASCII alone.
            Shell.run(app.folder(), "sh", "-c", "echo hi >\"$(printf 'www/deep/\\303\\234berblick.md')\"");
            app.commit("files of several kinds");

            assertSameDigest(app);
        }
    }

    @Test
    void twoCheckoutsOfTheJavaExampleGiveTheSameDigest() {
        try (SandboxApp app = SandboxApp.copyOf(Path.of("examples", "java"), "demo", folder.resolve("app"))) {
            assertSameDigest(app);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "go", "php", "cpp"})
    void twoCheckoutsOfAnExampleInAnotherLanguageGiveTheSameDigest(String language) {
        try (SandboxApp app = SandboxApp.copyOf(Path.of("examples", language), "demo", folder.resolve("app"))) {
            assertSameDigest(app);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C", "C.UTF-8", "xx_XX.UTF-8", "POSIX"})
    void namesAreUtf8InEveryLocaleAndTheBuildCommandSeesTheUsersOwn(String locale) throws IOException {
        Files.writeString(folder.resolve("paas.yaml"), """
                app: web
                team: demo
                dockerfile: Dockerfile
                build: {command: "echo locale $LC_ALL."}
                """);
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nCOPY *.md /\n");
        Shell.run(folder, "sh", "-c", "touch \"$(printf '\\303\\234berblick.md')\" && git init -q . && git add .");
        Shell.run(folder, "git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "one");

        Result built =
                Launcher.in(folder).with("LC_ALL", locale).paas("build", "--tar", "image.tar", "--cluster", "local-1");

        assertThat(built.code()).as(built.all()).isZero();
        assertThat(built.all()).contains("locale " + locale + ".");
    }

    @Test
    void aJavaWithoutUtf8SaysWhatToDo() throws IOException {
        Files.writeString(folder.resolve("paas.yaml"), "app: web\nteam: demo\ndockerfile: Dockerfile\n");
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nCOPY . /\n");
        Shell.run(folder, "sh", "-c", "touch \"$(printf '\\303\\234berblick.md')\" && git init -q . && git add .");
        Shell.run(folder, "git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "one");
        String jar = Path.of("target", "paas.jar").toAbsolutePath().toString();

        String said = Shell.run(
                folder,
                "sh",
                "-c",
                "! LC_ALL=C java -cp \"$0\" io.jenkins.plugins.paas.cli.Main build --tar i.tar --cluster local-1",
                jar);

        assertThat(said).contains("this Java runs without UTF-8; set LC_ALL=C.UTF-8", "E_NO_UTF8");
    }

    private void assertSameDigest(SandboxApp app) {
        Path one = checkout(app, "here", "077");
        Path other = checkout(app, "some/where/else", "002");

        String first = digest(Launcher.in(one).umask("077").with("TZ", "Pacific/Kiritimati"));
        String second = digest(Launcher.in(other)
                .umask("002")
                .with("TZ", "America/Los_Angeles")
                .with("LC_ALL", "C"));

        assertThat(first).startsWith("sha256:").isEqualTo(second);
    }

    private Path checkout(SandboxApp app, String to, String umask) {
        Path target = folder.resolve(to);
        Shell.run(folder, "sh", "-c", "umask " + umask + " && git clone -q '" + app.folder() + "' '" + target + "'");
        return target;
    }

    private static String digest(Launcher launcher) {
        Result built = launcher.paas("build", "--force", "--cluster", "local-1", "--output", "json");
        assertThat(built.code()).as(built.all()).isZero();
        return (String) Json.read("the output", built.out()).get("digest");
    }
}
