package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.testing.Eventually;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program sees in a container of an image that was made slim and tuned. */
class TunedImageIT {
    private static final String PROGRAM = """
            import java.nio.file.Files;
            import java.nio.file.Path;
            public class Main {
                public static void main(String[] args) throws Exception {
                    System.out.println("process " + ProcessHandle.current().pid());
                    System.out.println("zone " + java.time.ZoneId.systemDefault());
                    var trust = javax.net.ssl.TrustManagerFactory.getInstance(javax.net.ssl.TrustManagerFactory.getDefaultAlgorithm());
                    trust.init((java.security.KeyStore) null);
                    for (var root : ((javax.net.ssl.X509TrustManager) trust.getTrustManagers()[0]).getAcceptedIssuers()) {
                        System.out.println("trusts " + root.getSubjectX500Principal());
                    }
                    System.out.println("processors " + Runtime.getRuntime().availableProcessors());
                    System.out.println("heap " + (Runtime.getRuntime().maxMemory() >> 20));
                    System.out.println("somaxconn " + Files.readAllLines(Path.of("/proc/sys/net/core/somaxconn")).get(0));
                    System.out.println("ports " + Files.readAllLines(Path.of("/proc/sys/net/ipv4/ip_local_port_range")).get(0));
                    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                        if (line.startsWith("CapEff")) System.out.println(line);
                    }
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("stopped")));
                    System.out.println("ready");
                    Thread.sleep(Long.MAX_VALUE);
                }
            }
            """;
    private static final String PAAS_YAML = """
            app: web
            team: TEAM
            language: java
            build:
              artifact: target/web.jar
              trust: [ISRG Root X1]
            resources: {cpu: 300m, memory: 512Mi, requests: {cpu: 100m, memory: 128Mi}}
            sysctls: {net.core.somaxconn: 1234, net.ipv4.ip_local_port_range: 20000 60000}
            shutdown: {drain: 0s, grace: 20s}
            """;

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private SandboxApp app;

    @BeforeEach
    void aProgramThatTellsWhatItSees() throws IOException {
        Path platform = elsewhere.resolve("platform.yaml");
        Files.writeString(
                platform,
                Files.readString(Path.of(System.getenv("PAAS_PLATFORM")))
                                .replace("local-2,", "local-2, timeZone: Asia/Tokyo,")
                        + "timeZone: Europe/Berlin\nsysctls: {allow: [net.core.somaxconn], image: \"127.0.0.1:5000/base/static:1\"}\n");
        app = SandboxApp.in(folder).with("PAAS_PLATFORM", platform.toString());
        app.write("paas.yaml", PAAS_YAML.replace("TEAM", app.namespace()));
        jar();
        app.commit("tuned");
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void theProgramIsProcessOneKnowsItsLimitsAndTheTimeAndTrustsOneRoot() {
        app.deployed();
        List<String> seen = log("ready");
        assertThat(seen)
                .contains(
                        "process 1",
                        "zone Europe/Berlin",
                        "processors 1",
                        "somaxconn 1234",
                        "ports 20000\t60000",
                        "CapEff:\t0000000000000000",
                        "trusts CN=ISRG Root X1, O=Internet Security Research Group, C=US");
        assertThat(seen.stream().filter(line -> line.startsWith("trusts"))).hasSize(1);
        assertThat(seen).anyMatch(line -> line.matches("heap 3\\d\\d"));
        // The system's own programs agree.
        assertThat(exec("date", "+%Z")).matches("CES?T\n");
        assertThat(exec("grep", "-c", "BEGIN CERTIFICATE", "/etc/ssl/certs/ca-certificates.crt"))
                .isEqualTo("1\n");
        assertThat(exec("cat", "/proc/1/comm")).isEqualTo("java\n");
        // Other shells than that of process 1 see the limits through the script as well.
        assertThat(exec("env", "-u", "PAAS_CPU_LIMIT", "-u", "PAAS_MEMORY_LIMIT_MIB", "/opt/paas/init", "env"))
                .contains("PAAS_CPU_LIMIT=1\n", "PAAS_MEMORY_LIMIT_MIB=512\n", "GOMAXPROCS=1\n");

        String pod = app.kubectl("get", "pods", "-o", "jsonpath={.items[0].metadata.name}");
        Process logs = follow(pod);
        app.kubectl("delete", "pod", pod, "--wait=false");
        assertThat(text(logs)).contains("stopped");
    }

    @Test
    void anOwnDockerfileGetsTheSameAndNothingIsLeftOfTheBasesSingleCertificates() {
        app.write("Dockerfile", """
                        FROM 127.0.0.1:5000/base/static:1
                        COPY www/ /www/
                        COPY public.pem /etc/ssl/certs/public.pem
                        CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]
                        """)
                .write("public.pem", "not one of ours")
                .edit(yaml -> yaml.replace("language: java", "dockerfile: Dockerfile")
                        .replaceFirst("sysctls: .*\n", "")
                        .replaceFirst(" *artifact: .*\n", ""))
                .commit("an own Dockerfile");
        app.deployed();
        assertThat(exec("ls", "-A", "/etc/ssl/certs").lines()).containsExactly("ca-certificates.crt", "java");
        assertThat(exec("date", "+%Z")).matches("CES?T\n");
        assertThat(exec("env")).contains("SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt\n");
    }

    @Test
    void thePlatformRefusesWhatItDoesNotAllow() {
        app.edit(yaml -> yaml.replace("net.core.somaxconn", "net.core.netdev_max_backlog"));
        Result refused = app.paas("render", "--cluster", "local-1");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("E_SYSCTL_NOT_ALLOWED", "net.core.netdev_max_backlog", "sysctls.allow");
    }

    private List<String> log(String last) {
        return Eventually.sees(
                        "the line '" + last + "'",
                        Duration.ofSeconds(20),
                        () -> app.kubectl("logs", "deployment/web"),
                        text -> text.contains(last))
                .lines()
                .toList();
    }

    private String exec(String... words) {
        List<String> all = new java.util.ArrayList<>(List.of("exec", "deployment/web", "-c", "web", "--"));
        all.addAll(List.of(words));
        return app.kubectl(all.toArray(new String[0]));
    }

    private Process follow(String pod) {
        try {
            List<String> words = app.inNamespace(List.of("kubectl", "logs", "-f", pod));
            return new ProcessBuilder(words).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void jar() throws IOException {
        Path source = Files.writeString(elsewhere.resolve("Main.java"), PROGRAM);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-d", elsewhere.toString(), source.toString());
        assertThat(failed).isZero();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Main");
        Files.createDirectories(folder.resolve("target"));
        try (OutputStream file = Files.newOutputStream(folder.resolve("target/web.jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            jar.putNextEntry(new ZipEntry("Main.class"));
            jar.write(Files.readAllBytes(elsewhere.resolve("Main.class")));
        }
    }
}
