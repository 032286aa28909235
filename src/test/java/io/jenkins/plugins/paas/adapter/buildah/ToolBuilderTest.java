package io.jenkins.plugins.paas.adapter.buildah;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.image.ContainerBuild;
import io.jenkins.plugins.paas.image.Equipment;
import io.jenkins.plugins.paas.image.Novelty;
import io.jenkins.plugins.paas.image.RunLine;
import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.DockerfileBuilder.Layout;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.RegistryLogins;
import io.jenkins.plugins.paas.port.RegistryLogins.Access;
import io.jenkins.plugins.paas.port.RegistryLogins.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolBuilderTest {
    private static final Repository BASE = new Repository("registry.example.com", "base/java");
    private static final RegistryLogins ANONYMOUS = image -> new Access(BASE, Optional.empty(), false);
    private static final RegistryLogins SECRET =
            image -> new Access(BASE, Optional.of(new Login("robot", "open-sesame", false)), true);

    @TempDir
    Path temp;

    private FakeTools tools;
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void emptyPath() throws IOException {
        tools = new FakeTools(temp.resolve("bin"));
    }

    @Test
    void findsNoToolOnAPathWithoutOne() {
        assertThat(builder(ANONYMOUS).tool(build(Map.of()))).isEmpty();
        assertThat(failure(Map.of()).code()).isEqualTo("E_DOCKERFILE_RUN");
    }

    @Test
    void prefersBuildahAndPassesOverAClientWhoseDaemonIsSilent() throws IOException {
        tools.program("buildctl", "exit 1").program("docker", "exit 1");
        assertThat(builder(ANONYMOUS).tool(build(Map.of()))).isEmpty();
        tools.buildah("true");
        assertThat(builder(ANONYMOUS).tool(build(Map.of()))).contains("buildah 1.99.0");
    }

    @Test
    void tellsBuildahFileContextArgumentsAndTimesByAListOfArguments() throws IOException {
        tools.buildah("true");
        try (Layout made = builder(ANONYMOUS).build(build(Map.of("WHO", "a b; $(c)")), events::add)) {
            assertThat(made.folder()).isDirectory();
        }
        String command = commands("build").get(0);
        assertThat(command)
                .contains("--format oci --layers")
                .contains("--timestamp 946684800")
                .contains("--isolation chroot")
                .contains("--build-arg WHO=a b; $(c)")
                .contains("--ignorefile /dev/null")
                .doesNotContain("--storage-driver")
                .endsWith("--file /app/Dockerfile /app");
        assertThat(commands("push").get(0)).contains("--format oci sha256:4711 oci:/");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void leavesIsolationAndStorageToTheEnvironmentThatSaysSomething() throws IOException {
        tools.buildah("true");
        Map<String, String> environment = new HashMap<>(tools.environment());
        environment.putAll(Map.of("BUILDAH_ISOLATION", "oci", "STORAGE_DRIVER", "overlay", "INFO", "1"));
        new ToolBuilder(environment, ANONYMOUS)
                .build(build(Map.of()), events::add)
                .close();
        assertThat(commands("build").get(0)).doesNotContain("--isolation").doesNotContain("--storage-driver");
    }

    @Test
    void takesTheStorageThatWorksEverywhereWhereTheUsualOneDoesNot() throws IOException {
        tools.buildah("true");
        Map<String, String> environment = new HashMap<>(tools.environment());
        environment.put("INFO", "1");
        new ToolBuilder(environment, ANONYMOUS)
                .build(build(Map.of()), events::add)
                .close();
        assertThat(commands("build").get(0)).contains("--storage-driver vfs build");
        assertThat(commands("push").get(0)).contains("--storage-driver vfs push");
    }

    @Test
    void handsPasswordsOnByAFileThatIsGoneAfterwards() throws IOException {
        tools.buildah("true");
        try (Layout made = builder(SECRET).build(build(Map.of("HTTPS_PROXY", "http://u:pw@proxy")), events::add)) {
            assertThat(made.folder().resolveSibling("access/config.json")).doesNotExist();
        }
        // robot:open-sesame
        assertThat(tools.kept("auth"))
                .isEqualTo("{\"auths\":{\"registry.example.com\":{\"auth\":\"cm9ib3Q6b3Blbi1zZXNhbWU=\"}}}");
        assertThat(tools.kept("registries")).contains("location = \"registry.example.com\"\ninsecure = true");
        assertThat(String.join("\n", tools.noted()))
                .contains("--build-arg HTTPS_PROXY --file")
                .doesNotContain("sesame")
                .doesNotContain("pw@proxy");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void saysWhichRunFailedWithItsExitCodeAndLastLines() throws IOException {
        tools.buildah("""
                echo "[1/2] STEP 1/2: FROM base AS build"
                echo "[1/2] STEP 2/2: RUN first"
                echo "an earlier line"
                echo "[2/2] STEP 1/3: FROM base"
                echo "[2/2] STEP 2/3: RUN two"
                echo "[2/2] STEP 3/3: RUN three"
                echo "the reason"
                echo "subprocess exited with status 7"
                echo 'Error: building at STEP "RUN three": exit status 7'
                exit 125""");
        PaasException failure = failure(Map.of());
        assertThat(failure.code()).isEqualTo("E_RUN_FAILED");
        assertThat(failure.outcome()).isEqualTo(Outcome.UNEXPECTED);
        assertThat(failure.problems().get(0).where().orElseThrow()).hasToString("Dockerfile:9:1");
        assertThat(failure)
                .hasMessageContaining("exit code 7")
                .hasMessageContaining("the reason")
                .hasMessageNotContaining("an earlier line");
        assertThat(commands("push")).isEmpty();
        assertThat(events).contains(new Event.Output("build", "the reason"));
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void refusesHereDocumentsThatAnOldBuildahWouldTakeForInstructions() throws IOException {
        tools.buildah("exit 1", "1.28.2");
        List<Novelty> heredocs = List.of(novelty(Novelty.Kind.HEREDOC, 4), novelty(Novelty.Kind.HEREDOC, 8));
        PaasException failure = catchThrowableOfType(
                PaasException.class, () -> builder(ANONYMOUS).tool(build(Map.of(), heredocs)));
        assertThat(failure.code()).isEqualTo("E_DOCKERFILE_UNSUPPORTED");
        assertThat(failure.problems())
                .extracting(problem -> problem.where().orElseThrow())
                .isEqualTo(heredocs.stream().map(Novelty::at).toList());
        assertThat(failure)
                .hasMessageContaining("Dockerfile:4:1 buildah 1.28.2 builds the image, and knows no here-documents")
                .hasMessageContaining("buildah 1.33");
        assertThat(builder(ANONYMOUS).tool(build(Map.of()))).contains("buildah 1.28.2");
        tools.buildah("exit 1", "1.33.0");
        assertThat(builder(ANONYMOUS).tool(build(Map.of(), heredocs))).contains("buildah 1.33.0");
    }

    @Test
    void refusesModesInLettersThatBuildahDoesNotKnow() throws IOException {
        tools.buildah("exit 1", "1.45.0");
        List<Novelty> letters = List.of(novelty(Novelty.Kind.MODE_IN_LETTERS, 3));
        assertThatThrownBy(() -> builder(ANONYMOUS).tool(build(Map.of(), letters)))
                .isInstanceOf(PaasException.class)
                .hasMessageContaining("Dockerfile:3:1 buildah 1.45.0 builds the image, and knows no --chmod in letters")
                .hasMessageContaining("--chmod=755");
        tools.buildah("exit 1", "1.46.0");
        assertThat(builder(ANONYMOUS).tool(build(Map.of(), letters))).contains("buildah 1.46.0");
    }

    @Test
    void takesAnotherToolWhereBuildahIsTooOldForTheFile() throws IOException {
        tools.buildah("exit 1", "1.28.2").program("buildctl", """
                case "$1" in --version) echo "buildctl github.com/moby/buildkit v0.99.1 abc" ;; esac
                """);
        List<Novelty> heredocs = List.of(novelty(Novelty.Kind.HEREDOC, 4));
        assertThat(builder(ANONYMOUS).tool(build(Map.of(), heredocs))).contains("buildctl 0.99.1");
        assertThat(builder(ANONYMOUS).tool(build(Map.of()))).contains("buildah 1.28.2");
    }

    @Test
    void tellsAFailureOfTheToolFromOneOfTheDockerfile() throws IOException {
        tools.buildah("echo 'Error: no space left'; exit 125");
        PaasException failure = failure(Map.of());
        assertThat(failure.code()).isEqualTo("E_BUILDER_FAILED");
        assertThat(failure)
                .hasMessageContaining("buildah 1.99.0 ended with exit code 125")
                .hasMessageContaining("no space left")
                .hasMessageContaining("BUILDAH_ISOLATION");
    }

    @Test
    void endsTheToolAndAllThatItStartedWhenToldToStop() throws Exception {
        tools.buildah("sleep 600 & echo \"pid $!\"; wait");
        CountDownLatch running = new CountDownLatch(1);
        AtomicReference<String> child = new AtomicReference<>("");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread build = new Thread(() -> {
            try {
                builder(ANONYMOUS).build(build(Map.of()), event -> {
                    if (event instanceof Event.Output output && output.line().startsWith("pid ")) {
                        child.set(output.line().substring(4));
                        running.countDown();
                    }
                });
            } catch (PaasException e) {
                thrown.set(e);
            }
        });
        build.start();
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
        build.interrupt();
        build.join(20_000);
        assertThat(thrown.get())
                .isInstanceOfSatisfying(
                        PaasException.class,
                        failure -> assertThat(failure.code()).isEqualTo("E_LEFT"));
        // A signal takes its time; the process ends by it or not at all.
        Optional<ProcessHandle> left = ProcessHandle.of(Long.parseLong(child.get()));
        if (left.isPresent()) {
            left.get().onExit().get(20, TimeUnit.SECONDS);
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void buildKitWritesALayoutAndNamesTheLineThatFailed() throws IOException {
        tools.program("buildctl", """
                case "$1" in
                --version) echo "buildctl github.com/moby/buildkit v0.99.1 abc" ;;
                build)
                cat "$DOCKER_CONFIG/config.json" >> "$NOTES.auth"
                echo "#7 [2/2] RUN three"
                echo "#7 0.123 the reason"
                echo '#7 ERROR: process "/bin/sh -c three" did not complete successfully: exit code: 3'
                echo "Dockerfile:9"
                exit 1 ;;
                esac
                """);
        PaasException failure = catchThrowableOfType(
                PaasException.class, () -> builder(SECRET).build(build(Map.of("WHO", "me")), events::add));
        assertThat(failure.code()).isEqualTo("E_RUN_FAILED");
        assertThat(failure.problems().get(0).where().orElseThrow()).hasToString("Dockerfile:9:1");
        assertThat(failure).hasMessageContaining("exit code 3").hasMessageContaining("the reason");
        assertThat(tools.kept("auth")).contains("registry.example.com");
        assertThat(commands("build").get(0))
                .contains("--local context=/app --local dockerfile=/app --opt filename=Dockerfile")
                .contains("--opt build-arg:WHO=me")
                .contains("--output type=oci,tar=false,rewrite-timestamp=true,dest=/");
    }

    @Test
    void dockerLoadsTheImageAndSavesItAsALayout() throws IOException {
        tools.program("docker", """
                case "$1 $2" in
                "buildx version") echo "v0.99" ;;
                "version --format") echo "28.2.2" ;;
                "context show") echo "default" ;;
                "buildx build")
                while [ $# -gt 0 ]; do [ "$1" != --iidfile ] || echo sha256:4711 > "$2"; shift; done ;;
                "save --output")
                mkdir -p "$3.d"; echo '{}' > "$3.d/index.json"; tar -cf "$3" -C "$3.d" index.json ;;
                esac
                """);
        try (Layout made = builder(ANONYMOUS).build(build(Map.of()), events::add)) {
            assertThat(made.folder().resolve("index.json")).hasContent("{}");
        }
        assertThat(commands("buildx build").get(0)).contains("--provenance=false --load");
        assertThat(commands("save").get(0)).endsWith("sha256:4711");
    }

    private ToolBuilder builder(RegistryLogins logins) {
        return new ToolBuilder(tools.environment(), logins);
    }

    private PaasException failure(Map<String, String> args) {
        return catchThrowableOfType(
                PaasException.class, () -> builder(ANONYMOUS).build(build(args), events::add));
    }

    private List<String> commands(String word) throws IOException {
        return tools.noted().stream()
                .filter(line -> line.contains(" " + word + " "))
                .toList();
    }

    /** Folders of builds that name this test's own tools: other tests build at the same time. */
    private List<Path> leftovers() throws IOException {
        List<Path> left = new ArrayList<>();
        for (String line : tools.noted()) {
            for (String word : line.split(" ", -1)) {
                if (word.contains("/paas-build-")
                        && Files.exists(Path.of(
                                word.replaceFirst("(paas-build-\\d+).*", "$1").replaceFirst("^[^/]*", "")))) {
                    left.add(Path.of(word));
                }
            }
        }
        return left;
    }

    /** A file with a RUN in line 4 of its first stage and in lines 8 and 9 of its second. */
    private static ContainerBuild build(Map<String, String> args) {
        return build(args, List.of());
    }

    private static Novelty novelty(Novelty.Kind kind, int line) {
        return new Novelty(kind, new Location("Dockerfile", line, 1));
    }

    private static ContainerBuild build(Map<String, String> args, List<Novelty> novelties) {
        return new ContainerBuild(
                "Dockerfile",
                Path.of("/app/Dockerfile"),
                Path.of("/app"),
                Optional.empty(),
                args,
                List.of(run(0, 4), run(1, 8), run(1, 9)),
                List.of(),
                novelties,
                List.of("registry.example.com/base"),
                Equipment.NONE,
                Map.of(),
                Instant.parse("2026-01-02T03:04:05Z"),
                Instant.parse("2000-01-01T00:00:00Z"));
    }

    private static RunLine run(int stage, int line) {
        return new RunLine(stage, String.valueOf(stage), new Location("Dockerfile", line, 1));
    }
}
