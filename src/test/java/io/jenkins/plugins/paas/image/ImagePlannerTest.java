package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.BuildSpec;
import io.jenkins.plugins.paas.model.BuildSpec.Recipe;
import io.jenkins.plugins.paas.model.CommitId;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagePlannerTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final Images NO_IMAGES = name -> {
        throw new AssertionError("asked for " + name);
    };
    private static final KnownRoots NO_ROOTS = new KnownRoots(Path.of("none"), List.of());
    private static final Recipe JAVA = new Recipe.Template("java");

    @TempDir
    Path temp;

    private Path app;
    private int asked;
    private boolean shell = true;
    private String digest = "";
    private ImageConfig config = ImageConfig.EMPTY;

    @BeforeEach
    void jar() throws IOException {
        app = Files.createDirectories(temp.resolve("app"));
        new SampleJar()
                .attribute("Main-Class", "com.example.app.Main")
                .file("com/example/app/Main.class", "own")
                .file("org/library/Library.class", "library")
                .write(app.resolve("target/app.jar"));
    }

    @Test
    void theJavaTemplatePutsWhatChangesLeastFirst() {
        ImagePlan plan = plan(JAVA, Map.of(), "target/app.jar");
        assertThat(plan.base()).contains("registry.example.com/base/java:17");
        assertThat(plan.layers())
                .extracting(Layer::name)
                .containsExactly(
                        "paas", "logs", "dependencies", "snapshot-dependencies", "java.args", "resources", "classes");
        assertThat(plan.config().entrypoint()).contains(List.of("/opt/paas/init", "java", "@java.args"));
        assertThat(plan.config().workdir()).contains("/app");
        assertThat(plan.config().user()).contains("10001:10001");
        assertThat(plan.created()).isEqualTo(TIME);
    }

    @Test
    void theAppSetsTheTemplatesParameters() {
        ImagePlan plan = plan(JAVA, Map.of("deployPath", "/opt/hello", "logs", "/data/logs"), "target/app.jar");
        assertThat(plan.config().workdir()).contains("/opt/hello");
        assertThat(plan.layers().get(1).entries()).extracting(Entry::target).contains("/data/logs");
        assertThat(plan.layers().get(1).entries())
                .filteredOn(entry -> entry.target().equals("/data/logs"))
                .extracting(entry -> entry.node().owner())
                .containsExactly(new Owner(10001, 10001));
    }

    @Test
    void labelsSayWhereTheImageComesFrom() {
        assertThat(plan(JAVA, Map.of(), "target/app.jar").config().labels())
                .isEqualTo(Map.of(
                        "org.opencontainers.image.title", "hello",
                        "org.opencontainers.image.version", "0123456789ab",
                        "org.opencontainers.image.revision", "0123456789abcdef0123456789abcdef01234567",
                        "org.opencontainers.image.created", "2026-01-02T03:04:05Z",
                        "org.opencontainers.image.source", "https://git.example.com/demo/hello.git"));
    }

    @Test
    void anAppsOwnDockerfileIsBuiltFromItsFolder() throws IOException {
        Files.writeString(app.resolve("Dockerfile"), "ARG v=1\nFROM scratch\nCOPY target/app.jar /app.jar\n");
        ImagePlan plan = plan(
                new Recipe.Dockerfile(Path.of("Dockerfile"), Optional.empty()), Map.of("v", "2"), "target/app.jar");
        assertThat(plan.base()).isEmpty();
        assertThat(plan.layers().get(0).entries().get(0).target()).isEqualTo("/app.jar");
    }

    @Test
    void saysWhereItLookedForAMissingArtifactAndWhatLiesNear() {
        assertProblem(
                () -> plan(JAVA, Map.of(), "target/other.jar"),
                "E_ARTIFACT_MISSING",
                "target/other.jar",
                "build.command is not set",
                "jars found: target/app.jar");
    }

    @Test
    void suggestsTheTemplateThatWasMeant() {
        assertProblem(
                () -> plan(new Recipe.Template("jaba"), Map.of(), "target/app.jar"),
                "E_TEMPLATE_UNKNOWN",
                "did you mean 'java'?",
                "Templates: cpp, go, java");
    }

    @Test
    void suggestsTheParameterThatWasMeant() {
        assertProblem(
                () -> plan(JAVA, Map.of("deployPaht", "/x"), "target/app.jar"),
                "E_TEMPLATE_PARAMETER",
                "did you mean 'deployPath'?");
        assertProblem(() -> plan(JAVA, Map.of("zzz", "/x"), "target/app.jar"), "E_TEMPLATE_PARAMETER", "It has base,");
    }

    @Test
    void asksForABaseImageWhereThePlatformNamesNone() {
        assertProblem(
                () -> planner()
                        .plan(new ImageRequest(
                                new AppName("hello"),
                                source(),
                                build(JAVA, Map.of(), "target/app.jar"),
                                Map.of(),
                                "v",
                                List.of(),
                                TIME)),
                "E_BASE_IMAGE_UNKNOWN",
                "baseImages.java");
    }

    @Test
    void aTemplateDoesNotAskForTheFilesOfItsBase() {
        config = ImageConfig.EMPTY.startedBy(List.of("/bin/sh"));
        plan(JAVA, Map.of(), "target/app.jar");
        assertThat(asked).isZero();
    }

    @Test
    void everyTemplateCanCopyTheScriptThatStartsTheApp() throws IOException {
        Path own = Files.createDirectories(temp.resolve("templates/plain"));
        Files.writeString(own.resolve("Dockerfile"), "FROM scratch\nCOPY paas/ /opt/paas/\nCOPY . /all/\n");
        Files.createDirectories(app.resolve("paas"));
        Files.writeString(app.resolve("paas/own"), "covered");
        ImagePlan plan = (ImagePlan) new ImagePlanner(
                        Templates.bundled().under(temp.resolve("templates")),
                        temp.resolve("stage"),
                        NO_IMAGES,
                        NO_ROOTS)
                .plan(request(new Recipe.Template("plain"), Map.of(), "target/app.jar"));
        assertThat(plan.layers().get(0).entries())
                .filteredOn(entry -> entry.node() instanceof Node.File)
                .allSatisfy(entry -> assertThat(entry.node().mode()).isEqualTo(0755))
                .extracting(Entry::target)
                .containsExactly("/opt/paas/init");
        assertThat(plan.layers().get(1).entries())
                .extracting(Entry::target)
                .contains("/all/paas/init", "/all/target/app.jar")
                .doesNotContain("/all/paas/own");
        // Nothing is written to the App's folder.
        assertThat(app.resolve("paas")).isDirectoryNotContaining("glob:**init");
    }

    @Test
    void startsTheAppWithoutOurScriptWhereTheBaseHasNoShellAndSaysSo() {
        shell = false;
        ImagePlan plan = plan(JAVA, Map.of(), "target/app.jar");
        assertThat(plan.config().entrypoint()).contains(List.of("java", "@java.args"));
        assertThat(plan.notes()).singleElement().satisfies(note -> {
            assertThat(note.code()).isEqualTo("W_NO_SHELL");
            assertThat(note.text()).contains("registry.example.com/base/java:17", "/bin/sh");
        });
    }

    @Test
    void readsTheFilesOfABaseOnceToKnowWhetherItHasAShell() {
        digest = "@sha256:" + "a".repeat(64);
        assertThat(plan(JAVA, Map.of(), "target/app.jar").notes()).isEmpty();
        assertThat(asked).isOne();
        assertThat(plan(JAVA, Map.of(), "target/app.jar").notes()).isEmpty();
        assertThat(asked).isOne();
        digest = "@sha256:" + "b".repeat(64);
        plan(JAVA, Map.of(), "target/app.jar");
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void aTemplateThatWritesToFoldersOfTheSystemAsksForThoseOfItsBase() {
        ImagePlan plan = plan(JAVA, Map.of("deployPath", "/lib/app", "user", "1:1"), "target/app.jar");
        assertThat(asked).isOne();
        assertThat(plan.layers().get(plan.layers().size() - 1).entries())
                .extracting(Entry::target)
                .allMatch(target -> target.startsWith("/usr/lib/app/"));
    }

    @Test
    void aDockerfileWithSettingsAloneDoesNotAskForTheFilesOfItsBase() throws IOException {
        Files.writeString(app.resolve("Dockerfile"), "FROM base\nENV A=1\nUSER app\nCMD [\"a\"]\n");
        assertThat(plan(new Recipe.Dockerfile(Path.of("Dockerfile"), Optional.empty()), Map.of(), "target/app.jar")
                        .config()
                        .user())
                .contains("app");
        assertThat(asked).isZero();
    }

    @Test
    void handsAFileThatNeedsRunOverWithAllThatAToolHasToKnow() throws IOException {
        ContainerBuild build = handedOver(
                "FROM base AS tests",
                "RUN make test",
                "FROM base AS build",
                "ARG SOURCE_DATE_EPOCH",
                "COPY --chown=app target /in",
                "RUN make",
                "FROM other",
                "COPY --from=build /out /out",
                "COPY --from=third /x /x");

        assertThat(build.needed()).extracting(run -> run.at().line()).containsExactly(6);
        assertThat(build.others()).extracting(run -> run.at().line()).containsExactly(2);
        assertThat(build.images()).containsExactlyInAnyOrder("base", "other", "third");
        assertThat(build.args()).containsEntry("SOURCE_DATE_EPOCH", String.valueOf(TIME.getEpochSecond()));
        assertThat(build.labels()).containsEntry("org.opencontainers.image.version", "0123456789ab");
        assertThat(build.ignore()).contains(app.resolve("Dockerfile.dockerignore"));
        // The tool reads the bases' files itself; to read them here as well could take minutes.
        assertThat(asked).isZero();
    }

    @Test
    void handsATemplateThatNeedsRunOverWithItsContextLaidOut() throws IOException {
        Path template = Files.createDirectories(temp.resolve("templates/python"));
        Files.writeString(
                template.resolve("Dockerfile"),
                String.join(
                        "\n",
                        "ARG base",
                        "FROM ${base}",
                        "COPY --chmod=755 paas/ /opt/paas/",
                        "COPY requirements.txt /app/",
                        "RUN pip install -r /app/requirements.txt",
                        "ENTRYPOINT [\"/opt/paas/init\", \"python3\"]"));
        Files.writeString(template.resolve("template.yaml"), "parameters: {base: {type: image, help: Image}}\n");
        Files.writeString(app.resolve(".dockerignore"), "target\n");
        Files.writeString(app.resolve("requirements.txt"), "flask\n");
        ImagePlanner planner = new ImagePlanner(
                Templates.bundled().under(temp.resolve("templates")),
                temp.resolve("stage"),
                name -> new BaseImage(name + digest, config, this::base),
                NO_ROOTS);

        ContainerBuild build = (ContainerBuild)
                planner.plan(request(new Recipe.Template("python"), Map.of("base", "python:3"), "none"));

        assertThat(build.needed()).extracting(run -> run.at().toString()).containsExactly("python/Dockerfile:5:1");
        assertThat(build.args()).containsEntry("base", "python:3");
        assertThat(build.context().resolve("paas/init")).isExecutable();
        assertThat(build.context().resolve("requirements.txt")).hasContent("flask\n");
        assertThat(build.context().resolve("target")).doesNotExist();
        assertThat(build.file()).hasContent(Files.readString(template.resolve("Dockerfile")));
        assertThat(build.ignore()).isEmpty();
    }

    @Test
    void leavesWhatIsAddedFromTheNetworkToTheToolThatRunsTheCommands() {
        ContainerBuild build = handedOver(
                "FROM base AS source",
                "ADD --checksum=sha256:0000000000000000000000000000000000000000000000000000000000000000 https://example.com/x.tgz /x/",
                "ADD --keep-git-dir=true https://github.com/acme/shop.git#v1 /shop/",
                "FROM base",
                "COPY --from=source /x/program /program",
                "RUN /program");

        assertThat(build.needed()).extracting(run -> run.at().line()).containsExactly(6);
        assertProblem(
                () -> handedOver("FROM base", "ADD https://example.com/x.tgz /x/"),
                "E_DOCKERFILE_UNSUPPORTED",
                "Dockerfile:2:5",
                "build.command");
    }

    @Test
    void saysWhatIsWrongWithAFileBeforeAToolIsStarted() {
        assertProblem(
                () -> handedOver("FROM base", "RUN make", "COPY none /", "EXPOSE x"),
                "E_COPY_SOURCE_MISSING",
                "none",
                "is no port");
    }

    @Test
    void takesAValueForAnArgThatATriggerOfTheBaseDeclares() throws IOException {
        ConfigDraft triggers = new ConfigDraft(ImageConfig.EMPTY);
        triggers.onBuild("ARG mode=fast");
        triggers.onBuild("ENV MODE=$mode");
        config = triggers.config(Map.of());
        Files.writeString(app.resolve("Dockerfile"), "FROM base\n");
        Recipe own = new Recipe.Dockerfile(Path.of("Dockerfile"), Optional.empty());

        assertThat(plan(own, Map.of("mode", "slow"), "none").config().env()).containsEntry("MODE", "slow");
        assertProblem(
                () -> plan(own, Map.of("mod", "slow"), "none"),
                "E_TEMPLATE_PARAMETER",
                "build.args.mod is no ARG of Dockerfile",
                "did you mean 'mode'?");
    }

    private ContainerBuild handedOver(String... lines) {
        try {
            Files.writeString(app.resolve("Dockerfile"), String.join("\n", lines));
            Files.writeString(app.resolve("Dockerfile.dockerignore"), "*.log");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return (ContainerBuild) work(new Recipe.Dockerfile(Path.of("Dockerfile"), Optional.empty()), Map.of(), "none");
    }

    private ImagePlan plan(Recipe recipe, Map<String, String> args, String artifact) {
        return (ImagePlan) work(recipe, args, artifact);
    }

    private ImageWork work(Recipe recipe, Map<String, String> args, String artifact) {
        return planner().plan(request(recipe, args, artifact));
    }

    private ImageRequest request(Recipe recipe, Map<String, String> args, String artifact) {
        return new ImageRequest(
                new AppName("hello"),
                source(),
                build(recipe, args, artifact),
                Map.of("java", "registry.example.com/base/java:17"),
                "0123456789ab",
                List.of(),
                TIME);
    }

    private ImagePlanner planner() {
        return new ImagePlanner(
                Templates.bundled(),
                temp.resolve("stage"),
                name -> new BaseImage(name + digest, config, this::base),
                NO_ROOTS);
    }

    private ImageFiles base() {
        asked++;
        ImageFiles files = new ImageFiles("the base");
        files.put("/usr/lib", Node.Folder.USUAL);
        files.put("/lib", new Node.Link(Owner.ROOT, "usr/lib"));
        if (shell) {
            files.put("/usr/bin/busybox", new Node.File(0755, Owner.ROOT, app));
            files.put("/bin", new Node.Link(Owner.ROOT, "usr/bin"));
            files.put("/usr/bin/sh", new Node.Link(Owner.ROOT, "busybox"));
        }
        return files;
    }

    private Source source() {
        return new Source(
                app,
                new CommitId("0123456789ab"),
                "0123456789abcdef0123456789abcdef01234567",
                TIME,
                Optional.of("https://git.example.com/demo/hello.git"));
    }

    private static BuildSpec build(Recipe recipe, Map<String, String> args, String artifact) {
        return new BuildSpec(recipe, Optional.empty(), Optional.of(Path.of(artifact)), args, List.of());
    }

    private static void assertProblem(Runnable call, String code, String... texts) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(PaasException.class, failure -> {
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.getMessage()).contains(texts);
        });
    }
}
