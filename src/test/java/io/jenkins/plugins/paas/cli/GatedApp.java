package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** An App on the sandbox whose releases come in through gates, one of them running already. */
final class GatedApp implements AutoCloseable {
    private static final String CLUSTER = "local-1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final SandboxApp app;
    private int releases;

    private GatedApp(SandboxApp app) {
        this.app = app;
    }

    /** One with four pods. */
    static GatedApp in(Path folder, String... settings) {
        GatedApp gated = new GatedApp(SandboxApp.in(folder));
        gated.app
                .edit(yaml -> yaml.replace("replicas: 2", "replicas: 4\n" + String.join("\n", settings)))
                .commit("with gates");
        assertThat(gated.paas("deploy").code()).isZero();
        gated.app.answers("one");
        return gated;
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

    /** Nothing of ours is left: no freeze, no pause, no pin, no preview; and the trail is whole. */
    void isNative() {
        String deployment = app.kubectl("get", "deployment", "web", "-o", "yaml");
        assertThat(deployment)
                .doesNotContain("minReadySeconds")
                .doesNotContain("paused: true")
                .contains("maxSurge: 25%");
        assertThat(selector()).doesNotContain("paas-deploy/release").doesNotContain("pod-template-hash");
        assertThat(app.kubectl("get", "services", "-o", "name")).doesNotContain("preview");
        assertThat(app.kubectl("rollout", "status", "deployment/web")).contains("successfully rolled out");
        Result audit = app.paas("audit", "verify", "--cluster", CLUSTER);
        assertThat(audit.code()).as(audit.all()).isZero();
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
