package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that starts the App, by the shells of Debian and Alpine, over made-up control groups. */
class InitTest {
    private static final Path INIT = Path.of("templates", "paas", "init").toAbsolutePath();
    private static final String UNLIMITED_V1 = "9223372036854771712";

    @TempDir
    Path temp;

    private Path groups;
    private Path own;

    @BeforeEach
    void noLimit() throws IOException {
        groups = Files.createDirectories(temp.resolve("groups"));
        own = Files.writeString(temp.resolve("own"), "0::/\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void takesTheSizesFromTheLimitsOfCgroupV2(String shell) {
        group("cpu.max", "150000 100000");
        group("memory.max", "536870912");
        assertThat(env(shell, Map.of()))
                .containsEntry("PAAS_CPU_LIMIT", "2")
                .containsEntry("PAAS_MEMORY_LIMIT_MIB", "512")
                .containsEntry("GOMAXPROCS", "2")
                .containsEntry("GOMEMLIMIT", "460MiB")
                .containsEntry("JDK_JAVA_OPTIONS", "-XX:MaxRAMPercentage=75 -XX:ActiveProcessorCount=2")
                .containsEntry("NODE_OPTIONS", "--max-old-space-size=384")
                .containsEntry("PHP_FPM_MAX_CHILDREN", "6")
                .containsEntry("PHP_FPM_START_SERVERS", "2")
                .containsEntry("PHP_FPM_MIN_SPARE_SERVERS", "2")
                .containsEntry("PHP_FPM_MAX_SPARE_SERVERS", "3")
                .doesNotContainKeys("UV_THREADPOOL_SIZE", "JAVA_TOOL_OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void takesTheSizesFromTheLimitsOfCgroupV1(String shell) throws IOException {
        Files.writeString(own, "9:memory:/docker/abc\n4:cpu,cpuacct:/docker/abc\n1:name=systemd:/docker/abc\n");
        // The container sees its own group as the root, though its name is another outside.
        group("cpu/cpu.cfs_quota_us", "600000");
        group("cpu/cpu.cfs_period_us", "100000");
        group("memory/memory.limit_in_bytes", "1073741825");
        assertThat(env(shell, Map.of()))
                .containsEntry("PAAS_CPU_LIMIT", "6")
                .containsEntry("PAAS_MEMORY_LIMIT_MIB", "1025")
                .containsEntry("UV_THREADPOOL_SIZE", "6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void theSmallestLimitOnTheWayToTheRootCounts(String shell) throws IOException {
        Files.writeString(own, "0::/pods/pod1/app\n");
        group("pods/pod1/app/cpu.max", "max 100000");
        group("pods/pod1/app/memory.max", "1073741824");
        group("pods/pod1/cpu.max", "300000 100000");
        group("pods/pod1/memory.max", "max");
        group("pods/cpu.max", "800000 100000");
        group("pods/memory.max", "268435456");
        group("elsewhere/cpu.max", "1 1");
        assertThat(env(shell, Map.of()))
                .containsEntry("PAAS_CPU_LIMIT", "3")
                .containsEntry("PAAS_MEMORY_LIMIT_MIB", "256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void setsNoSizeWhereThereIsNoLimit(String shell) throws IOException {
        group("cpu.max", "max 100000");
        group("memory.max", "max");
        assertNoSize(env(shell, Map.of()));
        Files.writeString(own, "9:memory:/\n4:cpu,cpuacct:/\n");
        group("cpu/cpu.cfs_quota_us", "-1");
        group("cpu/cpu.cfs_period_us", "100000");
        group("memory/memory.limit_in_bytes", UNLIMITED_V1);
        assertNoSize(env(shell, Map.of()));
    }

    private static void assertNoSize(Map<String, String> env) {
        assertThat(env)
                .doesNotContainKeys(
                        "PAAS_CPU_LIMIT",
                        "PAAS_MEMORY_LIMIT_MIB",
                        "GOMAXPROCS",
                        "GOMEMLIMIT",
                        "JDK_JAVA_OPTIONS",
                        "NODE_OPTIONS",
                        "UV_THREADPOOL_SIZE")
                // PHP-FPM does not start with an empty value.
                .containsEntry("PHP_FPM_MAX_CHILDREN", "5");
    }

    @ParameterizedTest
    @CsvSource({
        "dash, 'cpu.max', ''",
        "dash, 'cpu.max', 'max'",
        "dash, 'cpu.max', '100000 0'",
        "dash, 'cpu.max', '010 008'",
        "dash, 'cpu.max', '$(reboot) 1'",
        "dash, 'cpu.max', '99999999999999999999 1'",
        "dash, 'memory.max', '0x10'",
        "busybox sh, 'cpu.max', ''",
        "busybox sh, 'cpu.max', '100000 0'",
        "busybox sh, 'cpu.max', '010 008'",
        "busybox sh, 'memory.max', 'nonsense'"
    })
    void startsTheAppWhateverStandsInTheFiles(String shell, String file, String content) throws IOException {
        group(file, content);
        assertNoSize(env(shell, Map.of()));
        Files.delete(own);
        assertNoSize(env(shell, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void leavesWhatWasSet(String shell) {
        group("cpu.max", "800000 100000");
        group("memory.max", "1073741824");
        Map<String, String> given = new LinkedHashMap<>(Map.of(
                "PAAS_CPU_LIMIT", "3",
                "PAAS_MEMORY_LIMIT_MIB", "100",
                "GOMAXPROCS", "7",
                "GOMEMLIMIT", "off",
                "JAVA_TOOL_OPTIONS", "-Xmx64m -XX:ActiveProcessorCount=1",
                "NODE_OPTIONS", "--max_old_space_size=99 --inspect",
                "UV_THREADPOOL_SIZE", "12",
                "PHP_FPM_MAX_CHILDREN", "33"));
        Map<String, String> env = env(shell, given);
        assertThat(env).containsAllEntriesOf(given).doesNotContainKey("JDK_JAVA_OPTIONS");
        assertThat(env).containsEntry("PHP_FPM_MAX_SPARE_SERVERS", "17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void addsOnlyWhatIsMissing(String shell) {
        group("cpu.max", "800000 100000");
        group("memory.max", "1073741824");
        assertThat(env(
                        shell,
                        Map.of(
                                "JDK_JAVA_OPTIONS", "-Xmx64m",
                                "NODE_OPTIONS", "--inspect",
                                "PAAS_TRUST", "only",
                                "PAAS_CPU_LIMIT", "08")))
                .containsEntry("PAAS_CPU_LIMIT", "8")
                .containsEntry("JDK_JAVA_OPTIONS", "-Xmx64m -XX:ActiveProcessorCount=8")
                .containsEntry("NODE_OPTIONS", "--inspect --max-old-space-size=768 --use-openssl-ca");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void leavesNoVariableOfItsOwnBehind(String shell) {
        group("cpu.max", "100000 100000");
        assertThat(env(shell, Map.of("path", "mine")))
                .containsEntry("path", "mine")
                .allSatisfy((name, value) -> assertThat(name).doesNotStartWith("paas_"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void raisesTheLimitOfOpenFiles(String shell) {
        String command =
                "ulimit -S -n 100; ulimit -H -n 2000; exec " + String.join(" ", init(shell)) + " sh -c 'ulimit -S -n'";
        assertThat(run(Map.of(), "dash", "-c", command)).isEqualTo("2000\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void passesArgumentsOnAsTheyAre(String shell) {
        List<String> words = init(shell, "printf", "[%s]", "a b", "", "*", "$HOME", "-n");
        assertThat(run(Map.of(), words.toArray(new String[0]))).isEqualTo("[a b][][*][$HOME][-n]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void givesItsPlaceToTheAppSoThatSignalsArrive(String shell) throws Exception {
        List<String> words =
                init(shell, "sh", "-c", "trap 'echo stopped; exit 7' TERM; echo $$; while :; do sleep 0.05; done");
        Process process = new ProcessBuilder(words).start();
        try (var out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo(String.valueOf(process.pid()));
            // Unlike the process itself, its handle leaves the pipes open.
            process.toHandle().destroy();
            assertThat(out.readLine()).isEqualTo("stopped");
            assertThat(process.waitFor()).isEqualTo(7);
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void saysSoWhenThereIsNothingToStart(String shell) throws Exception {
        List<String> words = init(shell);
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("no program to start");
        assertThat(process.waitFor()).isEqualTo(64);
    }

    /** The command that starts something by the script, where that shell is there. */
    private static List<String> init(String shell, String... more) {
        List<String> words = new ArrayList<>(List.of(shell.split(" ", -1)));
        assumeTrue(
                Files.isExecutable(Path.of("/bin", words.get(0)))
                        || Files.isExecutable(Path.of("/usr/bin", words.get(0))),
                words.get(0) + " is not installed");
        words.add(INIT.toString());
        words.addAll(List.of(more));
        return words;
    }

    private void group(String file, String content) {
        try {
            Path path = groups.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content.isEmpty() ? "" : content + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> env(String shell, Map<String, String> given) {
        List<String> words = init(shell, "env");
        Map<String, String> env = new LinkedHashMap<>();
        run(given, words.toArray(new String[0]))
                .lines()
                .forEach(line -> env.put(line.replaceFirst("=.*", ""), line.replaceFirst("[^=]*=", "")));
        return env;
    }

    private String run(Map<String, String> given, String... words) {
        try {
            ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().put("PATH", System.getenv("PATH"));
            builder.environment().put("PAAS_CGROUP_ROOT", groups.toString());
            builder.environment().put("PAAS_CGROUP_FILE", own.toString());
            builder.environment().putAll(given);
            Process process = builder.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(out).isZero();
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
