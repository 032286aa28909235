package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.codec.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaasTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void withoutACommandItShowsHowItIsUsedAndEndsWithTwo() {
        assertThat(run()).isEqualTo(2);
        assertThat(text(out)).contains("Usage: paas").contains("deploy").contains("Exit codes");
    }

    @Test
    void everyCommandHasHelp() {
        for (String command : Commands.all(paas()).keySet()) {
            assertThat(run(command, "--help")).as(command).isZero();
        }
    }

    @Test
    void aMistypedCommandIsToldWhatItMayMean() {
        assertThat(run("deplyo")).isEqualTo(2);
        assertThat(text(err)).contains("E_USAGE").contains("deploy");
    }

    @Test
    void aMistypedOptionIsToldWhatItMayMean() {
        assertThat(run("deploy", "--clutser", "x")).isEqualTo(2);
        assertThat(text(err)).contains("E_USAGE").contains("--cluster");
    }

    @Test
    void optionsThatExcludeEachOtherAreToldOnceAsAnError() {
        assertThat(run("promote", "--next", "--all")).isEqualTo(2);
        assertThat(text(err)).startsWith("error --next, --all are mutually exclusive");
    }

    @Test
    void aMissingFileIsToldWithoutAStackTrace() {
        assertThat(run("deploy", "--cluster", "test-1")).isEqualTo(2);
        assertThat(text(err))
                .contains("paas.yaml does not exist")
                .contains("paas init")
                .doesNotContain("\tat ");
    }

    @Test
    void debugAddsTheStackTrace() {
        assertThat(run("deploy", "--cluster", "test-1", "--debug")).isEqualTo(2);
        assertThat(text(err)).contains("\tat ");
    }

    @Test
    void aFailureIsADocumentForThoseWhoAskForOne() {
        assertThat(run("deploy", "--cluster", "test-1", "--output", "json")).isEqualTo(2);
        assertThat(text(out)).containsPattern("\"code\" ?: \"E_FILE_MISSING\"").containsPattern("\"exitCode\" ?: 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy --clutser x --output json",
                "deploy --output=json --cluster",
                "deplyo --output json",
                "--output json deploy --cluster x",
                "audit --output JSON list",
                "logs --output json",
                "rollback --output json --to x",
                "doctor --output json --yes"
            })
    void whatCannotBeUnderstoodIsADocumentForThoseWhoAskForOne(String words) {
        assertThat(run(words.split(" "))).isEqualTo(2);

        Map<String, Object> document = Json.read("the document", text(out));
        assertThat(document).containsEntry("kind", "Failure").containsEntry("exitCode", 2);
        assertThat(document.get("problems").toString())
                .contains("code=E_USAGE")
                .contains("hint=")
                .contains("paas");
        assertThat(text(err)).contains("E_USAGE");
    }

    @Test
    void whoeverAsksForNoDocumentGetsNone() {
        assertThat(run("deploy", "--clutser", "json", "--why=--output")).isEqualTo(2);
        assertThat(text(out)).isEmpty();
    }

    @Test
    void anUnforeseenFailureIsADocumentForThoseWhoAskForOne() throws Exception {
        Files.writeString(folder.resolve("paas.yaml"), "app: orders\nteam: trade\nlanguage: java\n");
        Files.writeString(
                folder.resolve("platform.yaml"),
                "registries: {main: {url: registry.example.com}}\n"
                        + "clusters: {a: {id: 1, environment: test, context: c, registry: main}}\n");
        Paas broken = new Paas(here(out), (platform, events) -> {
            throw new IllegalStateException("nobody foresaw this");
        });

        assertThat(broken.run("status", "--cluster", "a", "--output", "json")).isEqualTo(1);

        assertThat(Json.read("the document", text(out)).toString())
                .contains("exitCode=1")
                .contains("E_UNEXPECTED")
                .contains("nobody foresaw this");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy --cluster a",
                "deploy --cluster a --plan plan.json",
                "build --cluster a",
                "image copy --cluster a",
                "promote --cluster a"
            })
    void whoeverIsNamedByAnotherVariableIsNamedWhereverItIsRecorded(String words) throws Exception {
        Files.writeString(folder.resolve("paas.yaml"), "app: orders\nteam: trade\nlanguage: java\n");
        Files.writeString(
                folder.resolve("platform.yaml"),
                "registries: {main: {url: registry.example.com}}\n"
                        + "clusters: {a: {id: 1, environment: test, context: c, registry: main}}\n");
        Paas paas = new Paas(here(out), (platform, events) -> {
            throw new IllegalStateException("the token was not asked for");
        });

        assertThat(paas.run((words + " --id-token-env MINE").split(" "))).isEqualTo(2);

        assertThat(text(err)).contains("the variable MINE, named by --id-token-env, is not set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rollback --to x | 'x' is no release's number | such as 7",
                "rollback --to 0 | '0' is no release's number | such as 7",
                "rollback --to 99999999999999999999 | is no release's number | such as 7",
                "promote --to x | 'x' is no share of the pods | such as 50%",
                "promote --to 101% | '101%' is no share of the pods | such as 50%",
                "promote --count x | 'x' is no count of pods | such as 2",
                "deploy --timeout soon | 'soon' is no duration | 90s",
                "deploy --timeout 0s | '0s' is no time to wait | such as 90s",
                "deploy --dry-run=maybe | 'maybe' is neither true nor false | needs no value",
                "logs --tail many | 'many' is no number of lines | such as 200",
                "logs --tail -1 | '-1' is no number of lines | such as 200",
                "status --output jsn | 'jsn' is none of text, json | did you mean 'json'?",
                "status --output yaml | 'yaml' is none of text, json | 'yaml'",
                "audit export --format cvs | 'cvs' is none of jsonl, csv | did you mean 'csv'?"
            })
    void aValueThatCannotBeIsToldWhatIsExpected(String words, String what, String example) {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(text(err)).contains("E_USAGE").contains(what).contains(example);
    }

    @Test
    void aBareFileOptionIsRefusedWhereItHasNoMeaning() {
        assertThat(run("status", "--cluster", "test-1", "-f")).isEqualTo(2);
        assertThat(text(err)).contains("-f needs a file");
    }

    @Test
    void whatAPlanSettlesCannotBeSaidAgainWhenItIsApplied() {
        assertThat(run("deploy", "--cluster", "x", "--apply-plan", "p.json", "--timeout", "5m"))
                .isEqualTo(2);
        assertThat(text(err))
                .contains("--timeout cannot be given with --apply-plan")
                .contains("E_USAGE");
    }

    @Test
    void aHashWithoutAPlanIsRefused() {
        assertThat(run("deploy", "--cluster", "x", "--hash", "sha256:00")).isEqualTo(2);
        assertThat(text(err)).contains("--hash is given without --apply-plan");
    }

    @Test
    void aCommitThatIsOnlyFoundCannotBeWrittenIntoAFile() {
        assertThat(run("build", "--cluster", "x", "--commit", "HEAD", "--tar", "a.tar"))
                .isEqualTo(2);
        assertThat(text(err)).contains("E_USAGE").contains("--commit builds nothing");
    }

    @Test
    void aYesWithoutAFixIsRefused() {
        assertThat(run("doctor", "--cluster", "x", "--yes")).isEqualTo(2);
        assertThat(text(err)).contains("E_USAGE").contains("--fix");
    }

    @Test
    void aPlanIsNoDryRun() {
        assertThat(run("deploy", "--cluster", "x", "--plan", "p.json", "--dry-run"))
                .isEqualTo(2);
        assertThat(text(err)).contains("--dry-run cannot be given with --plan");
    }

    @Test
    void anAnswerThatCannotBeWrittenIsAFailure() {
        assertThat(runInto(new Refusing("No space left on device"), "version")).isEqualTo(1);
        assertThat(text(err)).contains("E_OUTPUT").contains("standard output could not be written");
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoFailure() {
        assertThat(runInto(new UntilClosed(new Refusing("Broken pipe")), "version"))
                .isZero();
        assertThat(runInto(new UntilClosed(new Refusing("No space left on device")), "version"))
                .isEqualTo(1);
    }

    /** A full disk, or a pipe that nobody reads. */
    private static final class Refusing extends OutputStream {
        private final String words;

        private Refusing(String words) {
            this.words = words;
        }

        @Override
        public void write(int single) throws IOException {
            throw new IOException(words);
        }
    }

    @Test
    void initWritesAFileOnceAndNeverOverAnother() throws Exception {
        Files.writeString(folder.resolve("pom.xml"), "<project><artifactId>orders</artifactId></project>");

        assertThat(run("init")).as(text(err)).isZero();
        assertThat(folder.resolve("paas.yaml")).content().contains("app: orders");
        Files.writeString(folder.resolve("paas.yaml"), "mine");

        assertThat(run("init")).isEqualTo(2);
        assertThat(folder.resolve("paas.yaml")).hasContent("mine");
        assertThat(text(err)).contains("E_FILE_EXISTS").contains("--force");
    }

    @Test
    void validatesAnAppThatNamesNoClusterForEachOneAndTellsEverythingOnce() throws Exception {
        Files.writeString(
                folder.resolve("paas.yaml"),
                "app: orders\nteam: trade\nlanguage: java\nsysctls: {vm.max_map_count: 1, net.core.somaxconn: 2}\n");
        String cluster = "environment: test, context: c, registry: main";
        Files.writeString(
                folder.resolve("platform.yaml"),
                "registries: {main: {url: registry.example.com}}\nclusters: {a: {id: 1, " + cluster + "}, b: {id: 2, "
                        + cluster + "}}\n");

        assertThat(run("validate")).isEqualTo(2);

        assertThat(text(err)).containsOnlyOnce("vm.max_map_count").containsOnlyOnce("net.core.somaxconn");
    }

    @Test
    void validateTellsWhatIsWrongInBothFilesAtOnce() throws Exception {
        Files.writeString(folder.resolve("paas.yaml"), "app: orders\nteam: trade\nlanguage: java\nreplicas: x\n");
        Files.writeString(folder.resolve("platform.yaml"), "registries: {main: {url: registry.example.com}}\n");

        assertThat(run("validate")).isEqualTo(2);

        assertThat(text(err)).contains("paas.yaml:4:11 replicas").contains("platform.yaml:1:1 'clusters' is missing");
    }

    @Test
    void validateLooksAtTheFilesThatTheAppNames() throws Exception {
        Files.writeString(
                folder.resolve("paas.yaml"),
                "app: orders\nteam: trade\ndockerfile: Dockerfile\nconfig: settings/\n"
                        + "clusters: {a: {config: {folder: settings/, mountPath: /etc/orders}}, b: {}}\n");
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nCOPPY a b\nENV\n");

        assertThat(run("validate")).isEqualTo(2);

        assertThat(text(err))
                .contains("Dockerfile:2:1")
                .contains("Dockerfile:3:1")
                .contains("paas.yaml:4:9 config: ")
                .containsOnlyOnce("settings is no folder; make it, or mend 'config' in paas.yaml");
    }

    @Test
    void validateSaysWhereAClusterNamesAConfigFolderThatIsNotThere() throws Exception {
        Files.createDirectories(folder.resolve("common"));
        Files.writeString(folder.resolve("common/a.txt"), "a");
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
        Files.writeString(
                folder.resolve("paas.yaml"),
                "app: orders\nteam: trade\ndockerfile: Dockerfile\nconfig: common/\nclusters:\n  a: {}\n"
                        + "  b: {config: {folder: special/}}\n");

        assertThat(run("validate")).isEqualTo(2);

        assertThat(text(err))
                .contains("paas.yaml:7:24 clusters.b.config.folder: ")
                .contains("special is no folder; ");
    }

    @Test
    void validateLooksAtTheCertificatesThatTheAppTrusts() throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
        Files.writeString(folder.resolve("der.pem"), "0\n");
        String app = "app: orders\nteam: trade\ndockerfile: Dockerfile\nbuild:\n  trust:\n    - certs/none.pem\n"
                + "    - der.pem\n    - Some Root\n";
        Files.writeString(folder.resolve("paas.yaml"), app);

        assertThat(run("validate")).isEqualTo(2);

        assertThat(text(err))
                .contains("paas.yaml:6:7 build.trust[0]: there is no file ")
                .contains("; name a PEM file below the folder of paas.yaml")
                .contains(
                        "paas.yaml:7:7 build.trust[1]: der.pem:1:1 there is no certificate in PEM in it; a PEM file begins")
                .contains("E_TRUST_FILE")
                .doesNotContain("Some Root");
    }

    @Test
    void validateDoesNotMissCertificatesThatTheBuildMakes() throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
        Files.writeString(
                folder.resolve("paas.yaml"),
                "app: orders\nteam: trade\ndockerfile: Dockerfile\nbuild: {command: make, trust: [certs/made.pem]}\n");

        assertThat(run("validate")).as(text(err)).isZero();
    }

    @Test
    void validateDoesNotMissADockerfileThatTheBuildMakes() throws Exception {
        String app = "app: orders\nteam: trade\ndockerfile: made/Dockerfile\n";
        Files.writeString(folder.resolve("paas.yaml"), app + "build: {command: make}\n");
        assertThat(run("validate")).isZero();

        Files.writeString(folder.resolve("paas.yaml"), app);
        assertThat(run("validate")).isEqualTo(2);
        assertThat(text(err)).contains("paas.yaml:3:13 dockerfile: there is no Dockerfile", "E_DOCKERFILE_MISSING");
    }

    @Test
    void validateSaysWhereAClusterIsNamedThatThePlatformDoesNotHave() throws Exception {
        Files.writeString(
                folder.resolve("paas.yaml"),
                "app: orders\nteam: trade\nlanguage: java\nclusters:\n  a: {}\n  elsewhere: {}\n");
        Files.writeString(
                folder.resolve("platform.yaml"),
                "registries: {main: {url: registry.example.com}}\nbaseImages: {java: base/java}\n"
                        + "clusters: {a: {id: 1, environment: test, context: c, registry: main}}\n");

        assertThat(run("validate")).isEqualTo(2);

        assertThat(text(err)).contains("paas.yaml:6:3 clusters.elsewhere: the platform has no cluster 'elsewhere'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "templates list"})
    void aPlatformFileThatTheEnvironmentNamesMustBeThere(String words) throws Exception {
        Files.writeString(folder.resolve("paas.yaml"), "app: orders\nteam: trade\nlanguage: java\n");
        Surroundings named = new Surroundings(
                Map.of("PAAS_PLATFORM", "nowhere.yaml"),
                folder,
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                InstantSource.system());
        Paas paas = new Paas(named, (platform, events) -> {
            throw new AssertionError("nothing outside is needed here");
        });

        assertThat(paas.run(words.split(" "))).isEqualTo(2);

        assertThat(text(err)).contains("E_FILE_MISSING").contains("nowhere.yaml does not exist");
    }

    @Test
    void initSaysHowToGoOnFromHereAndWhyAFileCannotBeWritten() throws Exception {
        Files.createDirectories(folder.resolve("services/orders"));
        assertThat(run("init", "services/orders")).isZero();
        assertThat(text(out)).contains("paas validate -f services/orders && ");

        Files.createDirectories(folder.resolve("other/paas.yaml"));
        assertThat(run("init", "--force", "other")).isEqualTo(2);
        assertThat(text(err)).contains("E_FILE_WRITE").contains("paas.yaml cannot be written");
    }

    private int run(String... args) {
        return runInto(out, args);
    }

    private int runInto(OutputStream output, String... args) {
        return paas(output).run(args);
    }

    private Paas paas() {
        return paas(out);
    }

    private Paas paas(OutputStream output) {
        return new Paas(here(output), (platform, events) -> {
            throw new AssertionError("nothing outside is needed here");
        });
    }

    private Surroundings here(OutputStream output) {
        return new Surroundings(
                Map.of(),
                folder,
                InputStream.nullInputStream(),
                new PrintStream(output, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                InstantSource.system());
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
