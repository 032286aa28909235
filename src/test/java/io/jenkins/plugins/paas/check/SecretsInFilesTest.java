package io.jenkins.plugins.paas.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.check.LayerFacts.Secret;
import io.jenkins.plugins.paas.testing.TarBytes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsInFilesTest {
    /** As long as it has to be, with nothing in it that repeats; put together here so that no scanner finds it in this file. */
    private static final String RANDOM = "q7Zr2Kd9Wm4Xb6Tn8Vc1Yh3Lg5Js0Pf7Ru2Ea9Io4Bk6Nt8Mw1Dx3Hq5Fz8Gy";

    private static final String KEY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";

    static Stream<Arguments> secrets() {
        return Stream.of(
                Arguments.of("AWS access key", "AK" + "IAQ2WSX3EDC4RFV5TG"),
                Arguments.of("AWS secret access key", "aws_secret_access_key = " + RANDOM.substring(0, 40)),
                Arguments.of("GitHub token", "gh" + "p_" + RANDOM.substring(0, 36)),
                Arguments.of(
                        "GitHub token", "github" + "_pat_" + RANDOM.substring(0, 22) + "_" + RANDOM.substring(0, 59)),
                Arguments.of("GitLab token", "glp" + "at-" + RANDOM.substring(0, 20)),
                Arguments.of("npm token", "np" + "m_" + RANDOM.substring(0, 36)),
                Arguments.of("Slack token", "xo" + "xb-739184620517-" + RANDOM.substring(0, 24)),
                Arguments.of("Google API key", "AI" + "za" + RANDOM.substring(0, 35)),
                Arguments.of(
                        "JSON web token",
                        "ey" + "JhbGciOiJSUzI1NiJ9xx.ey" + "JzdWIiOiJ0cmFkZSJ9yy." + RANDOM.substring(0, 43)),
                Arguments.of("private key", "-----BEGIN PRIVATE KEY-----\n" + KEY + "\n"),
                Arguments.of("private key", "-----BEGIN OPENSSH PRIVATE KEY-----\n" + KEY + "\n"),
                Arguments.of(
                        "private key",
                        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,AB\n\n" + KEY),
                Arguments.of("private key", "{\"private_key\": \"-----BEGIN PRIVATE KEY-----\\n" + KEY + "\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("secrets")
    void areFoundWithTheirLineAndNeverRepeated(String what, String secret) {
        LayerFacts facts = Layers.file("srv/settings.txt", "# settings\n\n" + secret + "\nend\n");

        assertThat(facts.secrets()).extracting(Secret::what).containsExactly(what);
        assertThat(facts.secrets().get(0).path()).isEqualTo("/srv/settings.txt");
        assertThat(facts.secrets().get(0).line()).isEqualTo(3);
        assertThat(FactsJson.write(facts))
                .doesNotContain(RANDOM.substring(0, 15))
                .doesNotContain(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIAIOSFODNN7EXAMPLE",
                "AKIAAAAAAAAAAAAAAAAA",
                "xAKIAQ2WSX3EDC4RFV5TG",
                "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "ghp_short",
                "the line -----BEGIN PRIVATE KEY----- comes first",
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
                "-----BEGIN CERTIFICATE-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj",
                "eyJub.eyJub.x",
                "aws_secret_access_key = ${AWS_SECRET}"
            })
    void areNotSeenWhereThereIsNone(String text) {
        assertThat(Layers.file("srv/settings.txt", text).secrets()).isEmpty();
    }

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("root/.npmrc", "//registry.example.com/:_authToken=0f0a9c1d2b\n", true),
                Arguments.of("root/.npmrc", "//registry.example.com/:_authToken=${NPM_TOKEN}\n", false),
                Arguments.of("root/.npmrc", "registry=https://registry.example.com\n", false),
                Arguments.of("root/.pypirc", "[pypi]\nusername: me\npassword: hunter22\n", true),
                Arguments.of("root/.git-credentials", "https://me:hunter22@git.example.com\n", true),
                Arguments.of("root/.netrc", "machine x login me password hunter22\n", true),
                Arguments.of(
                        "root/.docker/config.json", "{\"auths\": {\"x\": {\"auth\": \"bWU6aHVudGVyMjI=\"}}}", true),
                Arguments.of("root/.docker/config.json", "{\"auths\": {\"x\": {}}, \"credsStore\": \"pass\"}", false),
                Arguments.of("root/.m2/settings.xml", "<password>hunter22</password>", true),
                Arguments.of("root/.m2/settings.xml", "<password>${env.PASSWORD}</password>", false),
                Arguments.of("srv/notes.txt", "password: hunter22\n", false));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("files")
    void areToldByTheFilesThatProgramsKeepThemIn(String file, String content, boolean found) {
        List<Secret> secrets = Layers.file(file, content).secrets();

        assertThat(secrets).hasSize(found ? 1 : 0);
        assertThat(secrets.toString()).doesNotContain("hunter22");
    }

    @Test
    void areFoundInJarsAndInJarsWithinJars() {
        byte[] inner = Layers.jar(Map.of("app.properties", Layers.bytes("a=1\nkey=AK" + "IAQ2WSX3EDC4RFV5TG\n")));
        byte[] outer = Layers.jar(Map.of("BOOT-INF/lib/inner-1.0.jar", inner));

        LayerFacts facts = Layers.facts(new TarBytes().file("app/shop.jar", 0644, 0, outer));

        assertThat(facts.secrets())
                .extracting(secret -> secret.path() + ":" + secret.line())
                .containsExactly("/app/shop.jar!/BOOT-INF/lib/inner-1.0.jar!/app.properties:2");
    }

    @Test
    void areFoundInTextsThatAreMadeToBeSearchedForEver() {
        String token = "AK" + "IAQ2WSX3EDC4RFV5TG\n";
        String begin = "-----BEGIN PRIVATE KEY-----" + "\n".repeat(1 << 20);

        assertThat(Layers.file("a", token.repeat(200_000)).secrets()).hasSize(20);
        assertThat(Layers.file("b", begin + "{").secrets()).isEmpty();
        assertThat(Layers.file("c", "-----BEGIN PRIVATE KEY-----\n" + "Version: 1\n".repeat(100_000))
                        .secrets())
                .isEmpty();
    }

    @Test
    void areLookedForUpToWhereAnArchiveTurnsOutToBeABomb() {
        byte[] bomb = Layers.jar(Map.of(
                "a.txt", Layers.bytes("AK" + "IAQ2WSX3EDC4RFV5TG"),
                "b.class", new byte[100 << 20],
                "c.txt", Layers.bytes("AK" + "IAQ2WSX3EDC4RFV5TH")));

        assertThat(Layers.facts(new TarBytes().file("bomb.jar", 0644, 0, bomb)).secrets())
                .extracting(Secret::path)
                .containsExactly("/bomb.jar!/a.txt");
    }

    @Test
    void areNotLookedForInPrograms() {
        byte[] program = Layers.bytes("\u0000\u0001 AK" + "IAQ2WSX3EDC4RFV5TG ");

        assertThat(Layers.facts(new TarBytes().file("bin/x", 0755, 0, program)).secrets())
                .isEmpty();
    }

    @Test
    void areStillInTheImageWhenAnUpperLayerRemovesTheFile() {
        TarBytes lower = new TarBytes().file("root/.netrc", "machine x login me password hunter22\n");
        TarBytes upper = new TarBytes().file("root/.wh..netrc", "");

        assertThat(Layers.found(Layers.image(lower, upper)))
                .containsExactly(
                        "I_CREDENTIALS /root/.netrc:1 password; layer 2 hides the file, and this one still holds it (layer 1)");
    }
}
