package io.jenkins.plugins.paas.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.image.ImageConfig;
import io.jenkins.plugins.paas.model.ImageFlaw;
import io.jenkins.plugins.paas.model.ImagePolicy;
import io.jenkins.plugins.paas.model.ImagePolicy.Allowance;
import io.jenkins.plugins.paas.model.Memory;
import io.jenkins.plugins.paas.testing.TarBytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {
    private static final TarBytes USERS =
            new TarBytes().file("etc/passwd", "root:x:0:0::/:/bin/sh\ntoor:x:0:0::/:/bin/sh\nweb:x:33:33::/:/bin/sh\n");

    @ParameterizedTest
    @CsvSource({
        "'', I_ROOT_USER no USER is set",
        "0, I_ROOT_USER USER is 0",
        "0:0, I_ROOT_USER USER is 0",
        "00, I_ROOT_USER USER is 00",
        "root, 'I_ROOT_USER USER is ''root'', who is number 0'",
        "toor, 'I_ROOT_USER USER is ''toor'', who is number 0'",
        "web, I_USER_BY_NAME USER is 'web'",
        "nobody:nogroup, I_USER_BY_NAME USER is 'nobody'"
    })
    void tellsWhoRunsAsRoot(String user, String finding) {
        assertThat(Layers.found(Layers.image(Layers.user(user), USERS))).containsExactly(finding);
    }

    @Test
    void hasNothingAgainstANumber() {
        assertThat(Layers.found(Layers.image(Layers.user("33:0"), USERS))).isEmpty();
    }

    @Test
    void namesFilesWithRightsThatTheyShouldNotHave() {
        TarBytes layer = new TarBytes()
                .file("usr/bin/su", 04755, 0, new byte[] {1})
                .file("usr/bin/wall", 02755, 0, new byte[] {1})
                .file("usr/bin/ls", 0755, 0, new byte[] {1})
                .file("srv/all", 0666, 0, new byte[] {1})
                .folder("tmp", 01777)
                .folder("cache", 0777)
                .link("link", "tmp");

        assertThat(Layers.found(Layers.image(layer)))
                .containsExactly(
                        "I_SETUID /usr/bin/su mode 4755, user 0 (layer 1)",
                        "I_SETUID /usr/bin/wall mode 2755, user 0 (layer 1)",
                        "I_WORLD_WRITABLE /srv/all mode 0666 (layer 1)",
                        "I_WORLD_WRITABLE /cache mode 0777 (layer 1)");
    }

    @Test
    void namesTheCapabilitiesThatAFileGivesItsProgram() {
        String bindAndRaw = "\1\0\0\2\0\44\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
        String bpf = "\1\0\0\3\0\0\0\0\0\0\0\0\200\0\0\0\0\2\0\0\0\0\0\0";
        TarBytes layer = new TarBytes()
                .attribute("security.capability", bindAndRaw)
                .file("usr/bin/ping", 0755, 0, new byte[] {1})
                .attribute("security.capability", bpf)
                .file("usr/bin/trace", 0755, 0, new byte[] {1})
                .attribute("security.capability", "\1")
                .file("usr/bin/odd", 0755, 0, new byte[] {1});

        assertThat(Layers.found(Layers.image(layer)))
                .containsExactly(
                        "I_CAPABILITIES /usr/bin/ping NET_BIND_SERVICE, NET_RAW (layer 1)",
                        "I_CAPABILITIES /usr/bin/trace BPF, number 41 (layer 1)",
                        "I_CAPABILITIES /usr/bin/odd unknown ones (layer 1)");
    }

    @Test
    void looksAtTheRightsThatAContainerSees() {
        TarBytes lower = new TarBytes().file("bin/su", 04755, 0, new byte[] {1}).folder("a", 0777);
        TarBytes upper = new TarBytes().file("bin/su", 0755, 0, new byte[] {1}).file("a/.wh..wh..opq", "");

        assertThat(Layers.found(Layers.image(lower, upper))).containsExactly("I_WORLD_WRITABLE /a mode 0777 (layer 1)");
    }

    @Test
    void tellsOfFilesThatAreHiddenAndStillSent() {
        TarBytes lower = new TarBytes().file("var/cache/big", 0644, 0, new byte[3 << 20]);
        TarBytes upper = new TarBytes().file("var/.wh.cache", "");

        assertThat(Layers.found(Layers.image(lower, upper)))
                .containsExactly(
                        "I_HIDDEN_FILES /var/cache/big 3.0 MiB of 3.0 MiB in 1 hidden files of this layer (layer 1)");
    }

    @Test
    void findsSecretsInVariablesByTheirFormAndByTheirNames() {
        ImageConfig config = Layers.settings(
                Optional.of("1"),
                Map.of(
                        "A", "AK" + "IAQ2WSX3EDC4RFV5TG",
                        "DB_PASSWORD", "hunter22",
                        "PASSWORD_FILE", "/run/secrets/x",
                        "API_TOKEN", "${TOKEN}",
                        "DB_URL", "postgres://me:hunter22@db/x"));

        List<String> found = Layers.found(Layers.image(config));

        assertThat(found)
                .containsExactlyInAnyOrder(
                        "I_SECRET_IN_SETTINGS variable A holds a AWS access key",
                        "I_SECRET_IN_SETTINGS variable DB_URL holds a password in an address",
                        "I_SECRET_BY_NAME variable DB_PASSWORD");
        assertThat(found.toString()).doesNotContain("hunter22");
    }

    @Test
    void findsSecretsInHistory() {
        Subject image = new Subject(
                Layers.user("1"),
                List.of(
                        "RUN |1 NPM_TOKEN=hunter22 /bin/sh -c npm ci # buildkit",
                        "/bin/sh -c git clone https://me:hunter22@git.example.com/x",
                        "/bin/sh -c #(nop)  ENV DB_PASSWORD=hunter22",
                        "COPY . /app"),
                List.of(),
                List.of());

        assertThat(Layers.found(image))
                .containsExactly(
                        "I_SECRET_IN_SETTINGS command 2 of the history holds a password in an address",
                        "I_SECRET_BY_NAME command 1 of the history has a value for NPM_TOKEN");
    }

    @Test
    void comparesTheSizeAsItIsKeptWithTheBudget() {
        Subject image = Layers.image(new TarBytes().file("a", 0644, 0, new byte[2 << 20]));
        ImagePolicy policy = policy(Optional.of(new Memory(1 << 20)), Set.of());

        Verdict verdict = Judgement.of(image, policy);

        assertThat(verdict.size()).isEqualTo(image.layers().get(0).size());
        assertThat(verdict.errors()).extracting(Finding::flaw).containsExactly(ImageFlaw.TOO_LARGE);
        assertThat(verdict.errors().get(0).what()).isEqualTo("the image is larger than 1Mi");
        assertThat(Judgement.of(image, policy(Optional.of(new Memory(3 << 20)), Set.of()))
                        .findings())
                .isEmpty();
    }

    @Test
    void takesAWarningForAnErrorWhereThePlatformSaysSo() {
        Subject image = Layers.image(new TarBytes().file("su", 04755, 0, new byte[] {1}));

        assertThat(Layers.judged(image).errors()).isEmpty();
        assertThat(Judgement.of(image, policy(Optional.empty(), Set.of(ImageFlaw.SETUID)))
                        .errors())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/bin/su, true",
        "/usr/bin/*, true",
        "/usr/*, false",
        "/usr/**, true",
        "**/su, true",
        "/usr/bin/s?, true",
        "/usr/bin/s, false"
    })
    void acceptsWhatThePlatformAcceptsAndSaysWhy(String path, boolean accepted) {
        Subject image = Layers.image(new TarBytes().file("usr/bin/su", 04755, 0, new byte[] {1}));
        ImagePolicy policy = new ImagePolicy(
                Map.of(),
                ImagePolicy.Mode.REQUIRED,
                Optional.empty(),
                Set.of(),
                List.of(new Allowance(ImageFlaw.SETUID, Optional.of(path), "part of the base")));

        Verdict verdict = Judgement.of(image, policy);

        assertThat(verdict.findings().isEmpty()).isEqualTo(accepted);
        assertThat(verdict.allowed()).hasSize(accepted ? 1 : 0);
    }

    @Test
    void showsNoControlCharactersOfNames() {
        assertThat(Layers.found(Layers.image(new TarBytes().file("a\u001b[2Jb", 0666, 0, new byte[] {1}))))
                .containsExactly("I_WORLD_WRITABLE /a?[2Jb mode 0666 (layer 1)");
    }

    private static ImagePolicy policy(Optional<Memory> size, Set<ImageFlaw> refuse) {
        return new ImagePolicy(Map.of(), ImagePolicy.Mode.REQUIRED, size, refuse, List.of());
    }
}
