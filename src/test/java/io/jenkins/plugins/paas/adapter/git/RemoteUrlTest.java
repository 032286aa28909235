package io.jenkins.plugins.paas.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://git.example.com/a/b.git, https://git.example.com/a/b.git",
        "https://user:secret@git.example.com/a/b.git, https://git.example.com/a/b.git",
        "https://token@git.example.com:8443/a/b.git, https://git.example.com:8443/a/b.git",
        "https://git.example.com/a/b.git?private_token=secret, https://git.example.com/a/b.git",
        "ssh://git:secret@git.example.com:22/a/b.git, ssh://git@git.example.com:22/a/b.git",
        "git@git.example.com:a/b.git, git@git.example.com:a/b.git",
    })
    void takesOutWhateverMayBeASecret(String url, String clean) {
        assertThat(RemoteUrl.clean(url)).contains(clean);
    }

    @ParameterizedTest
    @CsvSource({"/srv/git/b.git", "../b.git", "file:///srv/git/b.git"})
    void leavesOutFoldersOfThisMachine(String url) {
        assertThat(RemoteUrl.clean(url)).isEmpty();
    }
}
