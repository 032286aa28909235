package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.paas.image.DockerfileInterpreter.Carried;
import io.jenkins.plugins.paas.image.DockerfileInterpreter.Surroundings;
import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileInterpreterTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path context;

    @TempDir
    Path stage;

    @BeforeEach
    void files() throws IOException {
        write("a.txt");
        write("b.txt");
        write("folder/one.txt");
        write("folder/deep/two.sh");
        context.resolve("folder/deep/two.sh").toFile().setExecutable(true, false);
    }

    @Test
    void readsTheSettingsOfAnImage() {
        ImagePlan plan = plan(
                "# a comment",
                "ARG tag=17",
                "FROM registry.example.com/java:${tag}",
                "ARG port=8080",
                "ENV A=1 B=\"two words\" \\",
                "    # a comment within",
                "    C=3",
                "ENV D=$A",
                "ENV OLD with blanks",
                "LABEL maintained.by='the $team'",
                "WORKDIR /app",
                "WORKDIR sub",
                "USER app:app",
                "EXPOSE ${port} 53/udp 9000-9002",
                "VOLUME [\"/data\", \"/more\"]",
                "ENTRYPOINT [\"java\", \"-jar\", \"$A\"]",
                "CMD run --fast");
        assertThat(plan.base()).contains("registry.example.com/java:17");
        ImageConfig config = plan.config();
        assertThat(config.env())
                .isEqualTo(Map.of(
                        "PATH",
                        "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                        "A",
                        "1",
                        "B",
                        "two words",
                        "C",
                        "3",
                        "D",
                        "1",
                        "OLD",
                        "with blanks"));
        assertThat(config.labels()).isEqualTo(Map.of("maintained.by", "the $team"));
        assertThat(config.workdir()).contains("/app/sub");
        assertThat(config.user()).contains("app:app");
        assertThat(config.ports()).containsExactly("8080/tcp", "53/udp", "9000/tcp", "9001/tcp", "9002/tcp");
        assertThat(config.volumes()).containsExactly("/data", "/more");
        assertThat(config.entrypoint()).contains(List.of("java", "-jar", "$A"));
        assertThat(config.command()).contains(List.of("/bin/sh", "-c", "run --fast"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$x | value",
                "${x} | value",
                "${none:-default} | default",
                "${x:-default} | value",
                "${empty:-default} | default",
                "${empty-default}. | .",
                "${x:+there} | there",
                "${none:+there}. | .",
                "${none:-${x}} | value",
                "\\$x | $x",
                "'$x' | $x",
                "\"a $x\" | a value",
                "\"\\$x\" | $x",
                "a\\ b | a b",
            })
    void fillsInVariables(String written, String value) {
        ImagePlan plan = plan("FROM scratch", "ARG x=value", "ARG empty=", "ENV y=" + written);
        assertThat(plan.config().env().get("y")).isEqualTo(value);
    }

    @Test
    void anArgFromOutsideReplacesTheDefault() {
        ImagePlan plan = plan(Map.of("base", "x"), "ARG base=a", "FROM $base", "ARG base", "ENV b=$base");
        assertThat(plan.base()).contains("x");
        assertThat(plan.config().env()).containsEntry("b", "x");
    }

    @Test
    void copiesTheContentsOfAFolderWithNormalisedModesAndTimes() {
        assertThat(entries("COPY folder /app/"))
                .containsExactly("/app 755", "/app/deep 755", "/app/deep/two.sh 755", "/app/one.txt 644");
        assertThat(plan("FROM scratch", "COPY folder /app/").layers().get(0).entries())
                .extracting(Entry::modified)
                .containsOnly(FileTimes.FIXED);
    }

    @Test
    void copiesAFileUnderItsOwnOrAnotherName() {
        assertThat(entries("COPY a.txt /app/")).containsExactly("/app 755", "/app/a.txt 644");
        assertThat(entries("COPY a.txt /app")).containsExactly("/app 644");
        assertThat(entries("WORKDIR /w", "COPY a.txt .")).containsExactly("/w 755", "/w/a.txt 644");
        assertThat(entries("WORKDIR /w", "COPY a.txt c.txt")).containsExactly("/w 755", "/w/c.txt 644");
    }

    @Test
    void copiesWhatPatternsName() {
        assertThat(entries("COPY *.txt /t/")).containsExactly("/t 755", "/t/a.txt 644", "/t/b.txt 644");
        assertThat(entries("COPY [^a].txt folder/o?e.txt /t/"))
                .containsExactly("/t 755", "/t/b.txt 644", "/t/one.txt 644");
    }

    @Test
    void givesFilesTheOwnerAndModeThatAreAskedFor() {
        ImagePlan plan = plan("FROM scratch", "ARG u=10001:10001", "COPY --chown=$u --chmod=700 a.txt /a");
        assertThat(plan.layers().get(0).entries())
                .containsExactly(new Entry(
                        "/a", new Node.File(0700, new Owner(10001, 10001), context.resolve("a.txt")), FileTimes.FIXED));
    }

    @Test
    void readsLinesWithCarriageReturnsAndABacktickAsEscape() {
        ImagePlan plan = plan("# escape=`\r", "FROM scratch\r", "ENV A=1 `\r", "  B=c:\\dir\r");
        assertThat(plan.config().env()).containsEntry("A", "1").containsEntry("B", "c:\\dir");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FROM scratch;RUN make | E_DOCKERFILE_RUN | 2:1",
                "FROM --platform=x/y a | E_DOCKERFILE_UNSUPPORTED | 1:17",
                "FROM --platfrom=x a | E_DOCKERFILE_SYNTAX | 1:6",
                "FROM scratch;ADD https://example.com/a b | E_DOCKERFILE_UNSUPPORTED | 2:5",
                "FROM scratch;COPY --from=x$y a b | E_DOCKERFILE_UNSUPPORTED | 2:13",
                "FROM scratch;COPY --from=3 a b | E_DOCKERFILE_SYNTAX | 2:13",
                "FROM scratch;COPY <<EOF /a | E_DOCKERFILE_SYNTAX | 2:6",
                "FROM scratch;ENV A=${x | E_DOCKERFILE_SYNTAX | 2:7",
                "FROM scratch;ENV A=\"x | E_DOCKERFILE_SYNTAX | 2:7",
                "FROM scratch;CPOY a b | E_DOCKERFILE_SYNTAX | 2:1",
                "FROM scratch;CMD ['a'] | E_DOCKERFILE_SYNTAX | 2:5",
                "FROM scratch;CMD [\"a\",] | E_DOCKERFILE_SYNTAX | 2:5",
                "FROM scratch;CMD [\"a\" \"b\"] | E_DOCKERFILE_SYNTAX | 2:5",
                "FROM scratch;CMD [\"a\", 1] | E_DOCKERFILE_SYNTAX | 2:5",
                "FROM scratch;CMD [\"a\" | E_DOCKERFILE_SYNTAX | 2:5",
                "FROM scratch;CMD [\u201Ca\u201D] | E_DOCKERFILE_SYNTAX | 2:5",
                "FROM scratch;COPY a.txt /x/ # it | E_DOCKERFILE_SYNTAX | 2:16",
                "FROM scratch;ENV A=1 # it | E_DOCKERFILE_SYNTAX | 2:9",
                "FROM scratch;EXPOSE 80 # it | E_DOCKERFILE_SYNTAX | 2:11",
                "FROM scratch;WORKDIR /a/.wh.b/c | E_DOCKERFILE_UNSUPPORTED | 2:1",
                "FROM scratch;VOLUME [] | E_DOCKERFILE_SYNTAX | 2:1",
                "FROM scratch;LABEL $none=v | E_DOCKERFILE_SYNTAX | 2:7",
                "FROM scratch;CMD [\"a\"] b # it | E_DOCKERFILE_SYNTAX | 2:5",
                "FROM scratch;EXPOSE 80 $none | E_DOCKERFILE_SYNTAX | 2:11",
                "FROM scratch;EXPOSE 8080 99999 | E_DOCKERFILE_SYNTAX | 2:13",
                "COPY a b | E_DOCKERFILE_SYNTAX | 1:1",
                "FROM scratch;COPY a.txt b.txt /x | E_DOCKERFILE_SYNTAX | 2:6",
                "FROM scratch AS build;FROM scratch;COPY --from=biuld /a / | E_DOCKERFILE_SYNTAX | 3:13",
                "FROM scratch;COPY --from=build /a /;FROM scratch AS build;COPY --from=0 / / | E_DOCKERFILE_SYNTAX | 2:13",
                "FROM scratch;COPY none.txt / | E_COPY_SOURCE_MISSING | 2:6",
                "FROM scratch;COPY ../secret / | E_OUTSIDE_CONTEXT | 2:6",
                "FROM scratch;COPY folder/../../secret / | E_OUTSIDE_CONTEXT | 2:6",
            })
    void refusesWithAPlaceWhatItCannotDo(String lines, String code, String place) {
        assertThatThrownBy(() -> plan(lines.split(";"))).isInstanceOfSatisfying(PaasException.class, failure -> {
            assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
            assertThat(failure.problems().get(0).where().orElseThrow()).hasToString("Dockerfile:" + place);
            assertThat(failure.problems().get(0).hint()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "FROM scratch;EXPOSE $P | '$P' is empty: the variable P is not set | write ARG P=value above this line",
                "FROM scratch;ARG P;EXPOSE ${P}/tcp | '/tcp' is no port: the variable P is not set | write ARG P=value, or give it under build.args in paas.yaml",
                "FROM scratch;WORKDIR $P | '$P' is empty: the variable P is not set | in this stage",
                "ARG P=/app;FROM scratch;WORKDIR $P | the variable P is not set | write ARG P in this stage, too",
                "FROM scratch;USER $P$Q | the variables P, Q are not set | ARG P=value",
                "FROM scratch;ARG USER=1;USER $USR | the variable USR is not set | did you mean $USER?",
                "FROM scratch;STOPSIGNAL $P | the variable P is not set | build.args",
                "FROM scratch;VOLUME $P | the variable P is not set | build.args",
                "FROM ${P} | FROM names no image: the variable P is not set | write ARG P=value before the first FROM",
                "ARG P;FROM ${P} | the variable P is not set | write ARG P=value, or give it under build.args in paas.yaml",
                "FROM scratch;ARG P=a;FROM ${P} | the variable P is not set | move ARG P above it",
                "ARG BASE=a;FROM $BSAE | the variable BSAE is not set | did you mean $BASE?",
                "FROM missing:$V | there is no image missing:: the variable V is not set | write ARG V=value before",
            })
    void namesTheVariableThatIsNotSetAndWhereItsValueMayComeFrom(String lines, String what, String hint) {
        assertThatThrownBy(() -> plan(lines.split(";"))).isInstanceOfSatisfying(PaasException.class, failure -> {
            assertThat(failure.problems().get(0).what()).contains(what);
            assertThat(failure.problems().get(0).hint()).contains(hint);
            assertThat(failure.problems().get(0).where().orElseThrow().line()).isEqualTo(lines.split(";").length);
        });
    }

    @Test
    void passesOverACommentBehindAnExecForm() {
        ImageConfig config =
                plan("FROM scratch", "ENTRYPOINT [\"a\"] # it", "CMD []\t#").config();
        assertThat(config.entrypoint()).contains(List.of("a"));
        assertThat(config.command()).contains(List.of());
    }

    @Test
    void givesAFileToAGroupAlone() {
        assertThat(plan("FROM scratch", "COPY --chown=:7 a.txt /a")
                        .layers()
                        .get(0)
                        .entries()
                        .get(0)
                        .node()
                        .owner())
                .isEqualTo(new Owner(0, 7));
    }

    @Test
    void saysThatTwoStagesHaveOneNameAndTakesTheLaterOne() {
        ImagePlan plan =
                plan("FROM scratch AS x", "COPY a.txt /f", "FROM scratch AS X", "COPY b.txt /g", "FROM x", "LABEL a=b");
        assertThat(plan.layers().get(0).entries()).extracting(Entry::target).containsExactly("/g");
        assertThat(plan.notes())
                .containsExactly(new Note(
                        "W_STAGE_NAME_TWICE",
                        "Dockerfile:3:17 the stage in line 1 is called 'x' already; below this line the name means this"
                                + " stage, so give it another one"));
        assertThat(plan("FROM scratch AS x", "FROM scratch AS y", "LABEL a=b").notes())
                .isEmpty();
    }

    @Test
    void aNameThatIsNearlyAStagesIsHintedAtWhereAnImageIsSaidToBeMissingOrAway() {
        for (Outcome outcome : List.of(Outcome.INVALID, Outcome.UNEXPECTED)) {
            Images away = name -> {
                throw new PaasException(outcome, Problem.of("E_BASE_IMAGE", "no " + name, "check it"));
            };
            assertThatThrownBy(() -> plan(Map.of(), away, "FROM scratch AS build", "FROM biuld"))
                    .hasMessageContaining("Dockerfile:2:6 no biuld; did you mean the stage 'build'? check it");
        }
    }

    @Test
    void whatARunMountsIsNeededAndItsNameChecked() {
        assertThatThrownBy(() -> plan(
                        "FROM scratch AS build",
                        "RUN make",
                        "FROM scratch",
                        "RUN --mount=type=bind,from=build,target=/b x"))
                .isInstanceOfSatisfying(
                        PaasException.class,
                        failure -> assertThat(failure.problems())
                                .extracting(
                                        problem -> problem.where().orElseThrow().line())
                                .containsExactly(2, 4));
        assertThatThrownBy(() -> plan("FROM scratch AS build", "FROM scratch", "RUN --mount=from=biuld,target=/b x"))
                .hasMessageContaining("Dockerfile:3:18 there is no stage 'biuld'; did you mean 'build'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d", "\\u0000"})
    void aNameThatNoFileCanHaveIsMissing(String name) {
        assertThatThrownBy(() -> plan("FROM scratch", "COPY [\"" + name + "\", \"/x\"]"))
                .isInstanceOfSatisfying(
                        PaasException.class,
                        failure -> assertThat(failure.code()).isEqualTo("E_COPY_SOURCE_MISSING"))
                .hasMessageContaining("Dockerfile:2:");
    }

    @Test
    void refusesLinksThatLeaveTheContext() throws IOException {
        Files.createSymbolicLink(context.resolve("folder/out"), Path.of("/etc/hostname"));
        assertThatThrownBy(() -> plan("FROM scratch", "COPY folder /f"))
                .isInstanceOfSatisfying(
                        PaasException.class,
                        failure -> assertThat(failure.code()).isEqualTo("E_OUTSIDE_CONTEXT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADD packed /x/", "ADD https://example.com/x /x/"})
    void whatOnlyAToolCanDoIsLeftToTheToolThatTheFileNeedsAnyway(String instruction) throws IOException {
        Files.write(context.resolve("packed"), new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, 0});
        assertThatThrownBy(() -> plan("FROM scratch", instruction)).isInstanceOf(PaasException.class);

        Carried carried = lookThrough(
                "FROM scratch AS one", instruction, "RUN make", "FROM scratch", "COPY --from=one /x/whatever /");

        assertThat(carried.plan()).isEmpty();
        assertThat(carried.runs()).extracting(run -> run.at().line()).containsExactly(3);
    }

    @Test
    void aFileThatIsLookedThroughIsRefusedForWhatNobodyCanDo() {
        assertThat(lookThrough("FROM scratch", "COPY --chmod=u+x a.txt /", "RUN make")
                        .novelties())
                .containsExactly(new Novelty(Novelty.Kind.MODE_IN_LETTERS, new Location("Dockerfile", 2, 14)));
        assertThatThrownBy(() -> lookThrough("FROM scratch", "COPY --chmod=u+y a.txt /", "RUN make"))
                .isInstanceOf(PaasException.class)
                .hasMessageContaining("--chmod=u+y is no mode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "folder/pipe", "folder"})
    void takesNoNoticeOfAPipeThatTheIgnoreFileLeavesOut(String pattern) throws Exception {
        pipe("folder/pipe");
        assertThatThrownBy(() -> entries("COPY . /app/"))
                .isInstanceOf(PaasException.class)
                .hasMessageContaining("'folder/pipe' is neither a file nor a folder");
        Files.writeString(context.resolve(".dockerignore"), "**/" + pattern + "\n!folder/one.txt\n");
        assertThat(entries("COPY . /app/")).contains("/app/folder/one.txt 644");
        assertThat(entries("COPY --exclude=pipe folder /app/")).contains("/app/one.txt 644");
    }

    @Test
    void refusesAFileThatWouldTakeAnotherOneAway() throws IOException {
        write("folder/.wh.passwd");
        assertThatThrownBy(() -> plan("FROM scratch", "COPY folder /etc/"))
                .isInstanceOf(PaasException.class)
                .hasMessageContaining("'/etc/.wh.passwd' begins with .wh.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[ \"$a\" = b ] && c", "[[ -f a ]] && b", "[ -f a ]"})
    void aShellMayBeginWithABracket(String command) {
        assertThat(plan("FROM scratch", "CMD " + command).config().command())
                .contains(List.of("/bin/sh", "-c", command));
    }

    @Test
    void saysThatAFileIsWrittenInUtf16() throws IOException {
        Path file = context.resolve("Dockerfile");
        Files.write(file, "\uFEFFFROM scratch\r\n".getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> Dockerfile.read(file, "Dockerfile"))
                .isInstanceOf(PaasException.class)
                .hasMessageContaining("UTF-16");
    }

    @Test
    void refusesALinkThatLeadsToItself() throws IOException {
        Files.createSymbolicLink(context.resolve("round"), Path.of("round"));
        assertThatThrownBy(() -> plan("FROM scratch", "COPY round /f"))
                .isInstanceOf(PaasException.class)
                .hasMessageContaining("circle");
    }

    private ImagePlan plan(String... lines) {
        return plan(Map.of(), lines);
    }

    private ImagePlan plan(Map<String, String> args, String... lines) {
        return plan(args, DockerfileInterpreterTest::image, lines);
    }

    private static BaseImage image(String name) {
        if (name.startsWith("missing")) {
            throw new PaasException(Outcome.INVALID, Problem.of("E_BASE_IMAGE", "there is no image " + name, ""));
        }
        return new BaseImage(name, ImageConfig.EMPTY, () -> new ImageFiles("the image " + name));
    }

    private ImagePlan plan(Map<String, String> args, Images images, String... lines) {
        return DockerfileInterpreter.plan(
                Dockerfile.parse("Dockerfile", String.join("\n", lines)),
                new Surroundings(
                        ContextFiles.of(context, context.resolve("Dockerfile")),
                        args,
                        images,
                        new StageFolder(stage, 100)),
                TIME);
    }

    private Carried lookThrough(String... lines) {
        return DockerfileInterpreter.lookThrough(
                Dockerfile.parse("Dockerfile", String.join("\n", lines)),
                new Surroundings(
                        ContextFiles.all(context),
                        Map.of(),
                        DockerfileInterpreterTest::image,
                        new StageFolder(stage, 100)),
                TIME);
    }

    private List<String> entries(String... lines) {
        String[] all = new String[lines.length + 1];
        all[0] = "FROM scratch";
        System.arraycopy(lines, 0, all, 1, lines.length);
        return plan(Arrays.copyOf(all, all.length)).layers().get(0).entries().stream()
                .map(entry -> entry.target() + " "
                        + Integer.toOctalString(entry.node().mode()))
                .toList();
    }

    private void pipe(String name) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", context.resolve(name).toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    private void write(String name) throws IOException {
        Path file = context.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
    }
}
