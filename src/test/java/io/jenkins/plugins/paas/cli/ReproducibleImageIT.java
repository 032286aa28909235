package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.codec.Json;
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
