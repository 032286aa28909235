package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.testing.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/**
 * A small web App in a repository of its own, deployed to a namespace of its own on the sandbox; closing it deletes the
 * namespace.
 */
final class SandboxApp implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String DOCKERFILE = """
            ARG BASE=127.0.0.1:5000/base/static:1
            FROM ${BASE}
            COPY www/ /www/
            EXPOSE 8080
            CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]
            """;
    private static final String PAAS_YAML = """
            app: web
            team: TEAM
            dockerfile: Dockerfile
            port: 8080
            service: {type: NodePort, port: 80}
            health:
              readiness: {http: /}
            resources: {cpu: 50m, memory: 32Mi}
            security: {runAsUser: 10001}
            shutdown: {drain: 2s, grace: 5s}
            replicas: 2
            clusters:
              local-1: {}
              local-2: {}
            """;

    private final Path folder;
    private final String namespace;
    private final String cluster;
    private final Map<String, String> env = new HashMap<>(System.getenv());
    private InstantSource clock = InstantSource.system();

    private SandboxApp(Path folder, String namespace, String cluster) {
        this.folder = folder;
        this.namespace = namespace;
        this.cluster = cluster;
    }

    /** A name that no other test has. */
    static String freshNamespace() {
        return "it-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    }

    /** An App that answers at once, committed, with a fresh namespace on local-1. */
    static SandboxApp in(Path folder) {
        return in(folder, "local-1");
    }

    /** The same on another cluster. */
    static SandboxApp in(Path folder, String cluster) {
        SandboxApp app = new SandboxApp(folder, freshNamespace(), cluster);
        app.write("paas.yaml", PAAS_YAML.replace("TEAM", app.namespace));
        app.write("Dockerfile", DOCKERFILE);
        app.write("www/index.html", "one\n");
        Shell.run(folder, "git", "init", "-q", "-b", "main");
        return app.commit("first");
    }

    /** A copy of an example in the checkout, committed, deployed to a namespace of its own in place of its team's. */
    static SandboxApp copyOf(Path example, String team, Path folder) {
        SandboxApp app = new SandboxApp(folder, freshNamespace(), "local-1");
        String target = app.write(".gitignore", "target/\n").folder.toString();
        Shell.run(example, "sh", "-c", "git ls-files -z | xargs -0 cp --parents -t '" + target + "'");
        Shell.run(folder, "git", "init", "-q", "-b", "main");
        return app.edit(yaml -> yaml.replace("team: " + team, "team: " + app.namespace))
                .commit("first");
    }

    Path folder() {
        return folder;
    }

    String namespace() {
        return namespace;
    }

    /** Sets an environment variable for the commands that follow. */
    SandboxApp with(String variable, String value) {
        env.put(variable, value);
        return this;
    }

    /** Runs the commands that follow on a machine whose clock is so much ahead; behind, if negative. */
    SandboxApp ahead(Duration offset) {
        clock = InstantSource.offset(InstantSource.system(), offset);
        return this;
    }

    /** Changes paas.yaml. */
    SandboxApp edit(UnaryOperator<String> change) {
        try {
            String before = Files.readString(folder.resolve("paas.yaml"));
            String after = change.apply(before);
            if (after.equals(before)) {
                throw new AssertionError("the edit changes nothing");
            }
            return write("paas.yaml", after);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file of the App. */
    SandboxApp write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits all changes. */
    SandboxApp commit(String message) {
        Shell.run(folder, "git", "add", "-A");
        Shell.run(
                folder,
                "git",
                "-c",
                "user.name=Test",
                "-c",
                "user.email=test@example.com",
                "commit",
                "-q",
                "-m",
                message);
        return this;
    }

    /** Runs a command in this process. */
    Result paas(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings here = new Surroundings(
                env,
                folder,
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                clock);
        int code = new Paas(here, Adapters.real(here)).run(args);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Starts a main class of the test class path as a process of its own, its output in {@code <name>.log}. */
    Process spawn(String name, Class<?> main, String... args) {
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName()));
            command.addAll(List.of(args));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Files.createDirectories(folder.resolve(".git/logs-of-tests"))
                            .resolve(name + ".log")
                            .toFile());
            builder.environment().putAll(env);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a spawned process has printed so far. */
    String printedBy(String name) {
        try {
            return Files.readString(folder.resolve(".git/logs-of-tests").resolve(name + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deploys to its cluster, which must end well. */
    SandboxApp deployed() {
        Result deployed = paas("deploy", "--cluster", cluster);
        if (deployed.code() != 0) {
            throw new AssertionError(deployed.all());
        }
        return this;
    }

    /** Runs kubectl in the App's namespace. */
    String kubectl(String... args) {
        return kubectlReads("", args);
    }

    /** The same with text on its standard input. */
    String kubectlReads(String input, String... args) {
        List<String> command = new ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(args));
        return Shell.run(folder, input, inNamespace(command));
    }

    /** The words of a command; kubectl's are told the cluster and the namespace. */
    List<String> inNamespace(List<String> command) {
        List<String> words = new ArrayList<>(command);
        if (words.get(0).equals("kubectl")) {
            words.addAll(1, List.of("--context", cluster, "-n", namespace));
        }
        return words;
    }

    /** The port on 127.0.0.1 that the Service answers on. */
    int nodePort() {
        return Integer.parseInt(kubectl("get", "service", "web", "-o", "jsonpath={.spec.ports[0].nodePort}"));
    }

    /**
     * Waits until the Service answers so from outside. kube-proxy takes in a change up to a second after the pods have it, and
     * gives no sign of that; so we ask again.
     */
    void answers(String expected) {
        int port = nodePort();
        Eventually.sees("the answer '" + expected + "'", PATIENCE, () -> Web.ask(port), expected::equals);
    }

    @Override
    public void close() {
        kubectl("delete", "namespace", namespace, "--wait=false", "--ignore-not-found");
        // The platform's first cluster keeps the numbers of builds for all.
        kubectl("--context", "local-1", "delete", "namespace", namespace, "--wait=false", "--ignore-not-found");
    }

    /**
     * How a command ended.
     *
     * @param code its exit code
     * @param out its standard output
     * @param err its standard error
     */
    record Result(int code, String out, String err) {
        /** Both streams, for messages of failed assertions. */
        String all() {
            return "exit code " + code + "\n" + out + err;
        }
    }
}
