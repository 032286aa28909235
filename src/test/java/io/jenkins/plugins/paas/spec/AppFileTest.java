package io.jenkins.plugins.paas.spec;

import static io.jenkins.plugins.paas.spec.Documents.app;
import static io.jenkins.plugins.paas.spec.Documents.appWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.App;
import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.BuildSpec;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.Cpu;
import io.jenkins.plugins.paas.model.EnvValue;
import io.jenkins.plugins.paas.model.Health;
import io.jenkins.plugins.paas.model.Health.Check;
import io.jenkins.plugins.paas.model.Health.Probe;
import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.Memory;
import io.jenkins.plugins.paas.model.RunSpec;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.model.Sysctl;
import io.jenkins.plugins.paas.model.TeamName;
import io.jenkins.plugins.paas.model.Trusted;
import io.jenkins.plugins.paas.model.Volume;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a file that is right. */
class AppFileTest {
    private static final Memory MIB_512 = new Memory(512L << 20);

    @Test
    void readsEveryKey() {
        App app = app(Documents.FULL_APP);

        assertThat(app.name()).isEqualTo(new AppName("orders"));
        assertThat(app.team()).isEqualTo(new TeamName("trade"));
        assertThat(app.source())
                .usingRecursiveComparison()
                .ignoringFields("places")
                .isEqualTo(new BuildSpec(
                        new BuildSpec.Recipe.Dockerfile(Path.of("Dockerfile"), Optional.of("java")),
                        Optional.of("./mvnw -q package"),
                        Optional.of(Path.of("target/orders.jar")),
                        Map.of("deployPath", "/app", "logs", "/app/logs", "VERSION", "1.10"),
                        List.of(new Trusted("certs/corp-root.pem", new Location("paas.yaml", 9, 11)))));
        assertThat(app.defaults())
                .isEqualTo(new RunSpec(
                        RunSpec.Workload.STATEFUL_SET,
                        3,
                        Optional.of(new RunSpec.Autoscale(2, 5, Optional.of(70), Optional.of(90))),
                        Optional.of(8080),
                        new RunSpec.ServiceSpec(RunSpec.ServiceSpec.Type.NODE_PORT, 8081, Optional.of(30080)),
                        new Health(
                                Optional.of(probe(new Check.Tcp(8080), 1, 2, 3, 60)),
                                Optional.of(probe(new Check.Http("/health", 9000), 0, 1, 2, 10)),
                                Optional.of(probe(
                                        new Check.Command(List.of("sh", "-c", "test -f /tmp/alive")), 0, 60, 2, 3))),
                        new RunSpec.Resources(new Cpu(1500), new Memory(1L << 30), new Cpu(250), MIB_512),
                        Map.of(
                                "LOG_LEVEL", new EnvValue.Text("info"),
                                "RELEASE", new EnvValue.Text("1.10"),
                                "DB", new EnvValue.FromSecret("orders-db", "url"),
                                "MODE", new EnvValue.FromConfigMap("shared", "mode.txt")),
                        Optional.of(new RunSpec.ConfigSpec(
                                Path.of("config"), "/etc/conf", new Location("paas.yaml", 25, 18), "config.folder")),
                        List.of(
                                new Volume(
                                        "data",
                                        "/data",
                                        new Volume.Source.PerPod(new Memory(10L << 30), Optional.of("fast"))),
                                new Volume("old", "/old", new Volume.Source.Claim("orders-old")),
                                new Volume("tls", "/tls", new Volume.Source.FromSecret("orders-tls")),
                                new Volume("common", "/common", new Volume.Source.FromConfigMap("common")),
                                new Volume("work", "/work", new Volume.Source.Empty())),
                        new RunSpec.Security(
                                Optional.of(1000L),
                                Optional.of(2000L),
                                true,
                                true,
                                List.of("/tmp", "/var/cache/orders"),
                                false),
                        List.of(
                                new Sysctl("net.core.somaxconn", "1024"),
                                new Sysctl("net.ipv4.tcp_rmem", "4096 87380 6291456")),
                        new RunSpec.Shutdown(Duration.ofSeconds(10), Duration.ofMinutes(1)),
                        Strategy.MANUAL,
                        new RunSpec.RolloutPolicy(
                                Duration.ofMinutes(20),
                                false,
                                new RunSpec.GatePolicy(
                                        true,
                                        Duration.ofMinutes(5),
                                        Optional.of(Duration.ofMinutes(10)),
                                        Optional.of(Duration.ofHours(24)),
                                        RunSpec.GatePolicy.OnTimeout.PROMOTE))));
    }

    @Test
    void fillsInEveryDefault() {
        App app = app(Documents.SMALL_APP);

        assertThat(app.source())
                .usingRecursiveComparison()
                .ignoringFields("places")
                .isEqualTo(new BuildSpec(
                        new BuildSpec.Recipe.Template("java"),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        List.of()));
        assertThat(app.defaults())
                .isEqualTo(new RunSpec(
                        RunSpec.Workload.DEPLOYMENT,
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        new RunSpec.ServiceSpec(RunSpec.ServiceSpec.Type.CLUSTER_IP, 80, Optional.empty()),
                        Health.NONE,
                        new RunSpec.Resources(new Cpu(500), MIB_512, new Cpu(500), MIB_512),
                        Map.of(),
                        Optional.empty(),
                        List.of(),
                        new RunSpec.Security(Optional.empty(), Optional.empty(), true, true, List.of("/tmp"), false),
                        List.of(),
                        new RunSpec.Shutdown(Duration.ofSeconds(5), Duration.ofSeconds(30)),
                        Strategy.ROLLING,
                        new RunSpec.RolloutPolicy(Duration.ofMinutes(10), true)));
    }

    @Test
    void letsAnAppWithoutClustersGoToEveryCluster() {
        App app = app(Documents.SMALL_APP);

        assertThat(app.in(new ClusterName("anywhere"))).contains(app.defaults());
    }

    @Test
    void letsAnAppThatNamesClustersGoToThoseAlone() {
        App app = appWith("clusters: {test-1: {}, prod-1: }");

        assertThat(app.in(new ClusterName("test-1"))).contains(app.defaults());
        assertThat(app.in(new ClusterName("prod-1"))).contains(app.defaults());
        assertThat(app.in(new ClusterName("other"))).isEmpty();
    }

    @Test
    void laysAClustersSettingsOverTheAppsKeyByKey() {
        App app = appWith("""
                replicas: 2
                port: 8080
                resources: {cpu: 1, memory: 1Gi}
                env: {A: one, B: two}
                security: {writable: [/tmp, /work]}
                autoscale: {min: 2, max: 4}
                clusters:
                  c:
                    resources: {memory: 2Gi}
                    env: {B: three, C: four}
                    security: {writable: [/other]}
                    autoscale: {max: 9}
                    port: 9090
                """);
        RunSpec run = app.in(new ClusterName("c")).orElseThrow();

        assertThat(run.resources())
                .isEqualTo(new RunSpec.Resources(
                        new Cpu(1000), new Memory(2L << 30), new Cpu(1000), new Memory(2L << 30)));
        assertThat(run.env())
                .isEqualTo(Map.of(
                        "A", new EnvValue.Text("one"),
                        "B", new EnvValue.Text("three"),
                        "C", new EnvValue.Text("four")));
        assertThat(run.security().writable()).containsExactly("/other");
        assertThat(run.autoscale()).contains(new RunSpec.Autoscale(2, 9, Optional.of(80), Optional.empty()));
        assertThat(run.health().readiness().orElseThrow().check()).isEqualTo(new Check.Tcp(9090));
        assertThat(app.defaults().env()).doesNotContainKey("C");
    }

    @Test
    void takesASettingBackByAnEmptyValue() {
        App app = appWith("""
                autoscale: {max: 4}
                env: {A: one, B: two}
                config: config/
                volumes: {work: {mountPath: /work, empty: true}}
                security: {runAsUser: 5}
                clusters: {c: {autoscale: null, env: {A: }, config: ~, volumes: {work: null}, security: {runAsUser: }}}
                """);
        RunSpec run = app.in(new ClusterName("c")).orElseThrow();

        assertThat(run.autoscale()).isEmpty();
        assertThat(run.env()).containsOnlyKeys("B");
        assertThat(run.config()).isEmpty();
        assertThat(run.volumes()).isEmpty();
        assertThat(run.security().runAsUser()).isEmpty();
    }

    @Test
    void replacesOneKindOfCheckOrSourceByAnother() {
        App app = appWith("""
                port: 8080
                health: {readiness: {http: /health, port: 9000, period: 7s}}
                env: {DB: {configMap: c, key: k}}
                volumes: {v: {mountPath: /v, secret: s}}
                clusters: {c: {health: {readiness: {tcp: 1234}}, env: {DB: {secret: s}}, volumes: {v: {claim: p}}}}
                """);
        RunSpec run = app.in(new ClusterName("c")).orElseThrow();

        assertThat(run.health().readiness()).contains(probe(new Check.Tcp(1234), 0, 7, 2, 3));
        assertThat(run.env()).containsEntry("DB", new EnvValue.FromSecret("s", "k"));
        assertThat(run.volumes()).containsExactly(new Volume("v", "/v", new Volume.Source.Claim("p")));
    }

    @Test
    void letsAPathBeAskedAtTheClustersOwnPort() {
        App app = appWith("port: 8080\nhealth: {readiness: {http: /ok}}\nclusters: {c: {port: 9090}}\n");

        assertThat(app.in(new ClusterName("c")).orElseThrow().health().readiness())
                .map(Probe::check)
                .contains(new Check.Http("/ok", 9090));
    }

    @Test
    void derivesReadinessAndStartupFromThePort() {
        Health health = appWith("port: 8080\n").defaults().health();

        assertThat(health.readiness()).contains(probe(new Check.Tcp(8080), 0, 1, 2, 10));
        assertThat(health.startup()).isEmpty();
        assertThat(health.liveness()).isEmpty();
    }

    @Test
    void derivesStartupFromReadinessWithItsTimeoutBesideALivenessCheck() {
        Health health = appWith(
                        "port: 8080\nhealth: {readiness: {http: /ok, timeout: 9s, period: 30s}, liveness: {tcp: 8080}}\n")
                .defaults()
                .health();

        assertThat(health.startup()).contains(probe(new Check.Http("/ok", 8080), 0, 1, 9, 120));
    }

    @Test
    void derivesStartupFromLivenessWhereNothingElseIsKnown() {
        Health health = appWith("health: {liveness: {command: [check, 2]}}\n")
                .defaults()
                .health();

        assertThat(health.startup()).contains(probe(new Check.Command(List.of("check", "2")), 0, 1, 2, 120));
        assertThat(health.readiness()).isEmpty();
    }

    @Test
    void keepsEnvironmentVariablesAsTheyAreWritten() {
        RunSpec run = appWith("""
                        env:
                          VERSION: 1.10
                          OCTAL: 0777
                          SCIENCE: 1e3
                          SWITCH: on
                          ANSWER: yes
                          TRUTH: True
                          DAY: 2026-01-02
                          EMPTY: ""
                          QUOTED: '5'
                          LINES: |
                            a
                            b
                        """).defaults();

        assertThat(run.env())
                .containsEntry("VERSION", new EnvValue.Text("1.10"))
                .containsEntry("OCTAL", new EnvValue.Text("0777"))
                .containsEntry("SCIENCE", new EnvValue.Text("1e3"))
                .containsEntry("SWITCH", new EnvValue.Text("on"))
                .containsEntry("ANSWER", new EnvValue.Text("yes"))
                .containsEntry("TRUTH", new EnvValue.Text("True"))
                .containsEntry("DAY", new EnvValue.Text("2026-01-02"))
                .containsEntry("EMPTY", new EnvValue.Text(""))
                .containsEntry("QUOTED", new EnvValue.Text("5"))
                .containsEntry("LINES", new EnvValue.Text("a\nb\n"));
    }

    @Test
    void startsWithinTheAutoscalersBounds() {
        assertThat(appWith("replicas: 1\nautoscale: {min: 4, max: 9}\n")
                        .defaults()
                        .replicas())
                .isEqualTo(4);
        assertThat(appWith("replicas: 20\nautoscale: {min: 4, max: 9}\n")
                        .defaults()
                        .replicas())
                .isEqualTo(9);
        assertThat(appWith("replicas: 5\nautoscale: {max: 9}\n").defaults().autoscale())
                .map(RunSpec.Autoscale::min)
                .contains(5);
    }

    @Test
    void loosensWhatAPrivilegedAppCannotHave() {
        RunSpec.Security security =
                appWith("security: {privileged: true}\n").defaults().security();

        assertThat(security)
                .isEqualTo(new RunSpec.Security(Optional.empty(), Optional.empty(), false, false, List.of(), true));
    }

    @Test
    void givesStorageAGroupThatMayWriteIt() {
        String volumes = "workload: statefulset\nvolumes: {data: {mountPath: /data, size: 1Gi}}\n";

        assertThat(appWith(volumes).defaults().security().fsGroup()).contains(10_001L);
        assertThat(appWith(volumes + "security: {runAsUser: 7}\n")
                        .defaults()
                        .security()
                        .fsGroup())
                .contains(7L);
    }

    @Test
    void leavesTmpToAVolumeThatIsMountedThere() {
        RunSpec run =
                appWith("volumes: {work: {mountPath: /tmp/, empty: true}}\n").defaults();

        assertThat(run.security().writable()).isEmpty();
        assertThat(run.volumes().get(0).mountPath()).isEqualTo("/tmp");
    }

    @Test
    void keepsTheFolderForLogsWritableHoweverItIsWritten() {
        for (String logs : new String[] {"/app/logs", "/app/logs/", "/app//logs", "/app/./logs/."}) {
            assertThat(app(Documents.SMALL_APP + "build: {args: {logs: " + logs + "}}\n")
                            .defaults()
                            .security()
                            .writable())
                    .as(logs)
                    .containsExactly("/tmp", "/app/logs");
        }
    }

    @Test
    void showsConfigurationFilesBelowTheAppsOwnFolder() {
        assertThat(appWith("config: ./conf/../config/\n").defaults().config())
                .contains(new RunSpec.ConfigSpec(
                        Path.of("config"), "/etc/orders/config", new Location("paas.yaml", 4, 9), "config"));
    }

    @Test
    void acceptsAliasesAByteOrderMarkAndOtherLineEnds() {
        App app = app("\uFEFF" + (Documents.SMALL_APP + "env: {A: &a hello, B: *a}\n").replace("\n", "\r\n"));

        assertThat(app.defaults().env()).containsEntry("B", new EnvValue.Text("hello"));
    }

    private static Probe probe(Check check, int delay, int period, int timeout, int failures) {
        return new Probe(
                check, Duration.ofSeconds(delay), Duration.ofSeconds(period), Duration.ofSeconds(timeout), failures);
    }
}
