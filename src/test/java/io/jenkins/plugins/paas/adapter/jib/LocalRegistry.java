package io.jenkins.plugins.paas.adapter.jib;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A real registry of the test's own, on a free port of this machine. */
public final class LocalRegistry implements AutoCloseable {
    static final String USER = "builder";
    static final String PASSWORD = "open-sesame";

    /** {@link #PASSWORD} by bcrypt, the only hash that the registry reads. */
    private static final String HASH = "$2b$05$abcdefghijklmnopqrstuutXu9KzOt.1yBoZUeFWoT/914/JfszCO";

    private final Process process;
    private final String host;

    private LocalRegistry(Process process, String host) {
        this.process = process;
        this.host = host;
    }

    public static LocalRegistry open(Path folder) throws IOException, InterruptedException {
        return start(folder, "");
    }

    /** One that wants {@link #USER} and {@link #PASSWORD}. */
    static LocalRegistry guarded(Path folder) throws IOException, InterruptedException {
        Path users = Files.writeString(folder.resolve("users"), USER + ":" + HASH + "\n");
        return start(folder, "auth:\n  htpasswd:\n    realm: test\n    path: " + users + "\n");
    }

    private static LocalRegistry start(Path folder, String more) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/docker-registry")), "docker-registry is not installed");
        String host = "127.0.0.1:" + freePort();
        Path config = Files.writeString(
                folder.resolve("registry.yml"),
                "version: 0.1\nlog:\n  level: error\n  accesslog:\n    disabled: true\n"
                        + "storage:\n  filesystem:\n    rootdirectory: " + folder.resolve("data")
                        + "\n  delete:\n    enabled: true\n"
                        + "http:\n  addr: " + host + "\n  relativeurls: true\n" + more);
        Process process = new ProcessBuilder("docker-registry", "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("registry.log").toFile())
                .start();
        LocalRegistry registry = new LocalRegistry(process, host);
        registry.awaitAnswer();
        return registry;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public String host() {
        return host;
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (true) {
            try {
                HttpURLConnection call = (HttpURLConnection)
                        URI.create("http://" + host + "/v2/").toURL().openConnection();
                call.getResponseCode();
                return;
            } catch (IOException e) {
                if (Instant.now().isAfter(end) || !process.isAlive()) {
                    throw e;
                }
                // Nothing tells when a port begins to listen.
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
