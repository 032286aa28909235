package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Actor.Claim;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    @Test
    void aGitLabJobNamesItsUserAndItself() {
        assertThat(Claims.of(with(Map.of(
                        "GITLAB_CI",
                        "true",
                        "GITLAB_USER_LOGIN",
                        "anna",
                        "CI_JOB_URL",
                        "https://g/1",
                        "USER",
                        "root"))))
                .contains(new Claim("gitlab", "anna", "https://g/1"));
    }

    @Test
    void aJenkinsBuildNamesItsUserAndItself() {
        assertThat(Claims.of(
                        with(Map.of("JENKINS_URL", "https://j/", "BUILD_USER_ID", "ben", "BUILD_URL", "https://j/1"))))
                .contains(new Claim("jenkins", "ben", "https://j/1"));
    }

    @Test
    void aJobTellsTheAddressOfTheCommitsAuthor() {
        assertThat(Claims.of(with(Map.of(
                        "GITLAB_CI", "true",
                        "GITLAB_USER_LOGIN", "ben",
                        "CI_COMMIT_AUTHOR", "Anna Arendt <anna@example.com>"))))
                .contains(new Claim("gitlab", "ben", "", "anna@example.com"));
        assertThat(Claims.of(with(Map.of("JENKINS_URL", "https://j/", "CHANGE_AUTHOR_EMAIL", "anna@example.com"))))
                .contains(new Claim("jenkins", "", "", "anna@example.com"));
    }

    @Test
    void aShellNamesItsUser() {
        assertThat(Claims.of(with(Map.of("USER", "carla")))).contains(new Claim("shell", "carla", ""));
    }

    @Test
    void nothingIsClaimedWhereNothingIsSaid() {
        assertThat(Claims.of(with(Map.of()))).isEmpty();
    }

    private static Surroundings with(Map<String, String> env) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Surroundings(
                env, Path.of("/"), InputStream.nullInputStream(), nowhere, nowhere, false, InstantSource.system());
    }
}
