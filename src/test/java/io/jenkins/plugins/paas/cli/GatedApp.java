package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;

/** An App on the sandbox whose releases come in through gates, one of them running already. */
final class GatedApp implements AutoCloseable {
    private static final String CLUSTER = "local-1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final Path RESTART = Path.of("sandbox", "restart").toAbsolutePath();

    private final SandboxApp app;
    private int releases;
    private String running = "";

    private GatedApp(SandboxApp app) {
        this.app = app;
    }

    /** One with four pods. */
    static GatedApp in(Path folder, String... settings) {
        return of(SandboxApp.in(folder), settings);
    }

    /** The same of an App whose files were changed before. */
    static GatedApp of(SandboxApp app, String... settings) {
        GatedApp gated = new GatedApp(app);
        gated.app
                .edit(yaml -> yaml.replace("replicas: 2", "replicas: 4\n" + String.join("\n", settings))
                        // Several of them run on one small node at once.
                        .replace("memory: 32Mi", "memory: 32Mi, requests: {cpu: 10m}"))
                .commit("with gates");
        Result first = gated.paas("deploy");
        assertThat(first.code()).as(first.all()).isZero();
        gated.app.answers("one");
        gated.running = gated.app.kubectl(
                "get", "deployment", "web", "-o", "jsonpath={.spec.template.spec.containers[0].image}");
        return gated;
    }

    /** Skips a test that restarts parts of the cluster where that is not the sandbox. */
    static void assumeSandbox() {
        Assumptions.assumeTrue(Files.exists(RESTART), "the cluster under test is not the sandbox");
    }

    SandboxApp app() {
        return app;
    }

    /** Runs a command for its cluster. */
    Result paas(String command, String... options) {
        return app.paas(words(command, options));
    }

    /** The words of a command for its cluster. */
    static String[] words(String command, String... options) {
        String[] words = new String[options.length + 3];
        words[0] = command;
        words[1] = "--cluster";
        words[2] = CLUSTER;
        System.arraycopy(options, 0, words, 3, options.length);
        return words;
    }

    /** The same, of words in one list, the command first. */
    Result paas(List<String> command) {
        return paas(command.get(0), options(command));
    }

    private static String[] options(List<String> command) {
        return command.subList(1, command.size()).toArray(String[]::new);
    }

    /** Starts a command for its cluster in a process of its own; what comes before {@code paas} as arguments is up to the main class. */
    Process spawn(String name, Class<?> main, List<String> before, List<String> command) {
        List<String> words = new ArrayList<>(before);
        words.addAll(List.of(words(command.get(0), options(command))));
        return app.spawn(name, main, words.toArray(String[]::new));
    }

    /**
     * Somebody types a command: RUNNING in it stands for the image that ran first, POD for a pod, RESTART for what restarts a
     * part of the cluster.
     *
     * @return whether it was taken
     */
    boolean types(List<String> command) {
        List<String> words = command.stream().map(this::meant).toList();
        return Shell.tries(app.folder(), app.inNamespace(words));
    }

    private String meant(String word) {
        return switch (word) {
            case "RESTART" -> RESTART.toString();
            case "POD" ->
                app.kubectl("get", "pods", "-o", "name").lines().findFirst().orElseThrow();
            default -> word.replace("RUNNING", running);
        };
    }

    /** Commits another page; it answers with the text that this gives back. */
    String change() {
        releases++;
        String page = "page " + releases;
        app.write("www/index.html", page + "\n").commit(page);
        return page;
    }

    /** Deploys a change up to its gate. */
    String toTheGate() {
        String page = change();
        Result deployed = paas("deploy");
        assertThat(deployed.code()).as(deployed.all()).isEqualTo(3);
        return page;
    }

    /** Waits until a spawned process prints that it waits at the gate. */
    void untilTheGate(String name) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!app.printedBy(name).contains("waiting at the gate")) {
            assertThat(System.nanoTime()).as(app.printedBy(name)).isLessThan(end);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** No alert goes off: as many pods are available as are wanted, and no condition says otherwise. */
    void raisesNoAlarm() {
        assertThat(app.kubectl(
                        "get",
                        "deployment",
                        "web",
                        "-o",
                        "jsonpath={.spec.replicas} {.status.availableReplicas}"
                                + " {.status.conditions[?(@.type=='Available')].status}"))
                .isEqualTo("4 4 True");
        assertThat(app.kubectl("get", "deployment", "web", "-o", "jsonpath={.status.conditions[*].reason}"))
                .doesNotContain("ProgressDeadlineExceeded");
    }

    /** Nothing of ours is left: no freeze, no pause, no pin, no preview; and the trail is whole. */
    void isNative() {
        String deployment = app.kubectl("get", "deployment", "web", "-o", "yaml");
        assertThat(deployment)
                .doesNotContain("minReadySeconds")
                .doesNotContain("paused: true")
                .contains("maxSurge: 25%");
        assertThat(selector()).doesNotContain("paas-deploy/release").doesNotContain("pod-template-hash");
        assertThat(app.kubectl("get", "services", "-o", "name")).doesNotContain("preview");
        assertThat(app.kubectl("rollout", "status", "deployment/web", "--timeout=2m"))
                .contains("successfully rolled out");
        Result audit = app.paas("audit", "verify", "--cluster", CLUSTER);
        assertThat(audit.code()).as(audit.all()).isZero();
    }

    /** The names of the pods of a release, those that are leaving left out. */
    List<String> pods(int release) {
        String all = app.kubectl(
                "get",
                "pods",
                "-l",
                "paas-deploy/release=" + release,
                "-o",
                "jsonpath={range .items[*]}{.metadata.name} {.metadata.deletionTimestamp}{\"\\n\"}{end}");
        return all.lines().filter(line -> line.endsWith(" ")).map(String::strip).toList();
    }

    /** What the new pods answer through the preview, asked through the API server as somebody outside the cluster does. */
    String preview() {
        return app.kubectl("get", "--raw", "/api/v1/namespaces/" + app.namespace() + "/services/web-preview:80/proxy/")
                .strip();
    }

    String selector() {
        return app.kubectl("get", "service", "web", "-o", "jsonpath={.spec.selector}");
    }

    /** How many pods of each ReplicaSet there are to be, such as {@code 3 1}; those without are left out. */
    String sets() {
        return app.kubectl(
                        "get",
                        "replicasets",
                        "--sort-by=.metadata.creationTimestamp",
                        "-o",
                        "jsonpath={.items[*].spec.replicas}")
                .replaceAll("\\b0\\b", "")
                .replaceAll(" +", " ")
                .strip();
    }

    @Override
    public void close() {
        app.close();
    }
}
