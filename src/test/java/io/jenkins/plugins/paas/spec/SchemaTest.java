package io.jenkins.plugins.paas.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The published schemas agree with the code. */
class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final JsonNode APP = json("paas");
    private static final JsonNode PLATFORM = json("platform");
    private static final Schema APP_SCHEMA = REGISTRY.getSchema(APP);
    private static final Schema PLATFORM_SCHEMA = REGISTRY.getSchema(PLATFORM);

    static Stream<Arguments> sections() {
        return Stream.of(
                arguments(Section.APP, APP, ""),
                arguments(Section.RUN, APP, "/$defs/cluster"),
                arguments(Section.BUILD, APP, "/$defs/build"),
                arguments(Section.AUTOSCALE, APP, "/$defs/autoscale"),
                arguments(Section.AUTOSCALE, APP, "/$defs/autoscaleHere"),
                arguments(Section.SERVICE, APP, "/$defs/service"),
                arguments(Section.HEALTH, APP, "/$defs/health"),
                arguments(Section.HEALTH, APP, "/$defs/healthHere"),
                arguments(Section.PROBE, APP, "/$defs/probe"),
                arguments(Section.PROBE, APP, "/$defs/probeHere"),
                arguments(Section.RESOURCES, APP, "/$defs/resources"),
                arguments(Section.REQUESTS, APP, "/$defs/requests"),
                arguments(Section.ENV_REFERENCE, APP, "/$defs/reference"),
                arguments(Section.ENV_REFERENCE, APP, "/$defs/referenceHere"),
                arguments(Section.CONFIG, APP, "/$defs/config/anyOf/1"),
                arguments(Section.CONFIG, APP, "/$defs/configHere/anyOf/1"),
                arguments(Section.VOLUME, APP, "/$defs/volume"),
                arguments(Section.VOLUME, APP, "/$defs/volumeHere"),
                arguments(Section.SECURITY, APP, "/$defs/security"),
                arguments(Section.SHUTDOWN, APP, "/$defs/shutdown"),
                arguments(Section.FIRST_POD, APP, "/$defs/firstPod"),
                arguments(Section.CANARY, APP, "/$defs/canary"),
                arguments(Section.AUTO_PROMOTE, APP, "/$defs/autoPromote"),
                arguments(Section.AUTO_PROMOTE, APP, "/$defs/autoPromoteHere"),
                arguments(Section.GATE, APP, "/$defs/gate"),
                arguments(Section.ROLLOUT, APP, "/$defs/rollout"),
                arguments(Section.PLATFORM, PLATFORM, ""),
                arguments(Section.REGISTRY, PLATFORM, "/$defs/registry"),
                arguments(Section.IMAGES, PLATFORM, "/$defs/images"),
                arguments(Section.ALLOWANCE, PLATFORM, "/$defs/allowance"),
                arguments(Section.CLUSTER, PLATFORM, "/$defs/cluster"),
                arguments(Section.APPROVAL, PLATFORM, "/$defs/approval"),
                arguments(Section.ISSUER, PLATFORM, "/$defs/issuer"),
                arguments(Section.SONAR, PLATFORM, "/$defs/sonar"),
                arguments(Section.SYSCTLS, PLATFORM, "/$defs/sysctls"));
    }

    @ParameterizedTest(name = "{0} at {2}")
    @MethodSource("sections")
    void knowsTheSameKeysAsTheCode(Section section, JsonNode schema, String pointer) {
        JsonNode properties = schema.at(pointer + "/properties");
        List<String> keys = new ArrayList<>();
        properties.fieldNames().forEachRemaining(keys::add);

        assertThat(keys).containsExactlyInAnyOrderElementsOf(section.keys());
        assertThat(schema.at(pointer + "/additionalProperties").isBoolean()).isTrue();
        assertThat(keys)
                .allSatisfy(key -> assertThat(properties.get(key).hasNonNull("description"))
                        .as("%s has a description", key)
                        .isTrue());
    }

    @Test
    void coversEverySectionOfTheCode() {
        assertThat(sections().map(section -> section.get()[0]).distinct().toList())
                .containsExactlyInAnyOrder((Object[]) Section.values());
    }

    static Stream<String> goodApps() {
        return Stream.of(
                        "",
                        "dockerfile: ./Dockerfile",
                        "build: {command: make}\nport: 80\nservice: {type: LoadBalancer}",
                        "build:\nautoscale:\nport:\nservice:\nhealth:\nresources:\nenv:\nconfig:\nvolumes:\nsecurity:",
                        "replicas: 0",
                        "autoscale: {max: 3, memory: 70, cpu: null}",
                        "resources: {cpu: 2, memory: 536870912}",
                        "resources: {cpu: 0.25, memory: 1.5Gi, requests: {cpu: 100m}}",
                        "env: {A: 1, B: true, C: 1.5, D: text, E: \"\", F: {secret: s, key: k, configMap: null}}",
                        "health: {liveness: {command: [a, 1, true]}}",
                        "port: 80\nhealth: {readiness: {http: /a, tcp: null}}",
                        "config: conf",
                        "config: {folder: conf}",
                        "volumes: {a: {mountPath: /a, empty: true}}",
                        "clusters: {a: , b: {}, c: {replicas: null, env: null}}",
                        "autoscale: {max: 9}\nclusters: {a: {autoscale: {min: 2}}, b: {autoscale: null}}",
                        "env: {A: b, S: {secret: s, key: k}}\nclusters: {a: {env: {A: null, S: {secret: t}}}}",
                        "port: 80\nhealth: {readiness: {http: /a}}\nclusters: {a: {health: {readiness: {period: 9s}}}}",
                        "volumes: {v: {mountPath: /v, secret: s}}\nclusters: {a: {volumes: {v: {configMap: c}}}, b: {volumes: {v: }}}",
                        "config: c\nclusters: {a: {config: {folder: d}}, b: {config: e}}",
                        "strategy: manual\nfirstPod: {traffic: false}\ngate: {timeout: 24h, then: promote}",
                        "strategy: canary\ncanary: {hold: 10m}\nautoPromote: {after: 5m}",
                        "firstPod:\ncanary: {hold: }\nautoPromote:\ngate: {then: }",
                        "autoPromote: {after: 5m}\nclusters: {a: {autoPromote: null}, b: {autoPromote: {after: 9m}}}",
                        "sysctls: {net.core.somaxconn: 1024}\nclusters: {a: {sysctls: {net.core.somaxconn: null}}}",
                        "build: {trust: [certs/a.pem, ISRG Root X1, \"sha256:" + "0a".repeat(32) + "\"]}",
                        "shutdown: {drain: 0s, grace: 1h30m}\nrollout: {timeout: 90s}")
                .map(lines -> Documents.SMALL_APP + lines);
    }

    @ParameterizedTest
    @MethodSource("goodApps")
    void acceptsWhatTheCodeAccepts(String text) {
        assertThat(Documents.problemsOfApp(text)).isEmpty();
        assertThat(errors(APP_SCHEMA, text)).isEmpty();
    }

    @Test
    void acceptsFilesWithEveryKey() {
        assertThat(errors(APP_SCHEMA, Documents.FULL_APP)).isEmpty();
        assertThat(errors(PLATFORM_SCHEMA, Documents.FULL_PLATFORM)).isEmpty();
    }

    static Stream<String> badApps() {
        return Stream.of(
                        "replicas: -1",
                        "replicas: two",
                        "replicas: '2'",
                        "replicas: 1.5",
                        "replcas: 2",
                        "port: 70000",
                        "app: Orders",
                        "strategy: blue-green",
                        "workload: Deployment",
                        "workload: 5",
                        "autoscale: {min: 2}",
                        "autoscale: {max: 0}",
                        "autoscale: 5",
                        "service: {type: External}",
                        "health: {readiness: {}}",
                        "health: {readiness: {tcp: 80, command: [a]}}",
                        "health: {readiness: {command: []}}",
                        "health: {readiness: {command: [null]}}",
                        "health: {readiness: {http: health, port: 80}}",
                        "health: {readiness: {tcp: 80, period: 5}}",
                        "health: {ready: {tcp: 80}}",
                        "resources: {cpu: fast}",
                        "resources: {cpu: 0}",
                        "resources: {memory: 512mb}",
                        "resources: {memory: [512Mi]}",
                        "resources: {limits: {cpu: 1}}",
                        "env: [A]",
                        "env: {A: [b]}",
                        "env: {A: null}",
                        "env: {1A: b}",
                        "env: {A: {secret: s}}",
                        "env: {A: {key: k}}",
                        "env: {A: {secret: s, configMap: c, key: k}}",
                        "env: {A: {secret: S, key: k}}",
                        "config: /etc/x",
                        "config: {mountPath: /x}",
                        "config: {folder: c, mountPath: x}",
                        "config: [a]",
                        "volumes: [a]",
                        "volumes: {a: null}",
                        "volumes: {a: {empty: true}}",
                        "volumes: {a: {mountPath: /a}}",
                        "volumes: {a: {mountPath: /a, empty: false}}",
                        "volumes: {a: {mountPath: /a, secret: s, claim: c}}",
                        "volumes: {paas-a: {mountPath: /a, empty: true}}",
                        "volumes: {A: {mountPath: /a, empty: true}}",
                        "security: {runAsUser: -1}",
                        "security: {runAsUser: root}",
                        "security: {privileged: yes}",
                        "security: {writable: [tmp]}",
                        "security: {writable: /tmp}",
                        "shutdown: {drain: 5}",
                        "shutdown: {drain: 5 seconds}",
                        "rollout: {rollback: 1}",
                        "firstPod: {traffic: none}",
                        "firstPod: false",
                        "canary: 10m",
                        "canary: {hold: 10}",
                        "autoPromote: 5m",
                        "autoPromote: {}",
                        "autoPromote: {after: soon}",
                        "gate: 24h",
                        "gate: {then: wait}",
                        "gate: {timeout: 1}",
                        "build: {command: ''}",
                        "build: {command: [a]}",
                        "build: {artifact: /x}",
                        "build: {args: {A: [b]}}",
                        "build: {args: {A-B: c}}",
                        "build: {trust: cert.pem}",
                        "build: {trust: [1]}",
                        "build: {unknown: 1}",
                        "clusters: {}",
                        "clusters: {A: {}}",
                        "clusters: {a: 5}",
                        "clusters: {a: {app: x}}",
                        "clusters: {a: {replcas: null}}",
                        "clusters: {a: {replicas: x}}")
                .map(lines -> Documents.SMALL_APP + lines);
    }

    static Stream<String> incompleteApps() {
        return Stream.of(
                "team: trade\nlanguage: java",
                "app: orders\nlanguage: java",
                "app: orders\nteam: trade",
                "app: \nteam: trade\nlanguage: java",
                "app: 5\nteam: trade\nlanguage: java",
                "app: orders\nteam: Trade\nlanguage: java",
                "app: orders\nteam: trade\nlanguage: null",
                "app: orders\nteam: trade\nlanguage: C++",
                "app: 1st\nteam: trade\nlanguage: java",
                "app: base-images\nteam: trade\nlanguage: java",
                "app: " + "a".repeat(41) + "\nteam: trade\nlanguage: java",
                "app: orders\nteam: trade\ndockerfile: /Dockerfile");
    }

    @ParameterizedTest
    @MethodSource({"badApps", "incompleteApps"})
    void refusesWhatTheCodeRefuses(String text) {
        assertThat(Documents.problemsOfApp(text)).isNotEmpty();
        if (parses(text)) {
            assertThat(errors(APP_SCHEMA, text)).isNotEmpty();
        }
    }

    static Stream<Arguments> platformChanges() {
        return Stream.of(
                arguments("id: 1,", "id: 1, ", true),
                arguments("id: 1,", "id: -1,", false),
                arguments("id: 1,", "", false),
                arguments("id: 1,", "id: one,", false),
                arguments("environment: test", "environment: Test", false),
                arguments("environment: test, ", "", false),
                arguments("context: kube-test", "context: ''", false),
                arguments("context: kube-test, ", "", false),
                arguments("registry: near, ", "", false),
                arguments("createNamespace: true", "createNamespace: yes", false),
                arguments("createNamespace: true", "createNamespace: null", true),
                arguments("nodesMayJoin: 5m", "nodesMayJoin: 300", false),
                arguments("test-1:", "Test:", false),
                arguments("url: registry.example.com/apps", "url: https://registry.example.com", false),
                arguments("url: registry.example.com/apps", "url: \"registry.example.com/{{ team }}/x\"", true),
                arguments("url: registry.example.com/apps", "url: \"registry.example.com/{{app}}\"", false),
                arguments("url: registry.example.com/apps", "url: Registry.example.com", false),
                arguments("url: registry.example.com/apps", "uri: registry.example.com", false),
                arguments("credentials: env:REGISTRY", "credentials: user:password", false),
                arguments("credentials: env:REGISTRY", "credentials: [a]", false),
                arguments("insecure: true", "insecure: 1", false),
                arguments("baseImages: {java:", "baseImages: {Java:", false),
                arguments(
                        "by: [release-managers, user:alice@example.com, gitlab:trade/releases, user:gitlab:bob]",
                        "by: []",
                        false),
                arguments(
                        "by: [release-managers, user:alice@example.com, gitlab:trade/releases, user:gitlab:bob]",
                        "by: release-managers",
                        false),
                arguments(
                        "by: [release-managers, user:alice@example.com, gitlab:trade/releases, user:gitlab:bob], ",
                        "",
                        false),
                arguments("release-managers, user:alice", "'user:', user:alice", false),
                arguments("release-managers, user:alice", "' ', user:alice", false),
                arguments("release-managers, user:alice", "'user: bob', user:alice", false),
                arguments("release-managers, user:alice", "'', user:alice", false),
                arguments("release-managers, user:alice", "ops, ops, user:alice", false),
                arguments("release-managers, user:alice", "users:bob, user:alice", false),
                arguments("release-managers, user:alice", "Group:ops, user:alice", false),
                arguments("release-managers, user:alice", "group:ops, user:alice", true),
                arguments("release-managers, user:alice", "'system:masters', user:alice", true),
                arguments("release-managers, user:alice", "5, user:alice", false),
                arguments("breakGlass: true", "breakGlass: 'yes'", false),
                arguments("breakGlass: true", "breakGlass: ", true),
                arguments("identity: {gitlab:", "identity: {Gitlab:", false),
                arguments("identity: {gitlab:", "identity: {cluster:", false),
                arguments("issuer: \"https://gitlab.example.com\"", "issuer: \"http://gitlab.example.com\"", false),
                arguments(
                        "issuer: \"https://gitlab.example.com\"", "issuer: \"https://u:p@gitlab.example.com\"", false),
                arguments("issuer: \"https://gitlab.example.com\", ", "", false),
                arguments("audience: paas", "audience: ' '", false),
                arguments("audience: paas, ", "", false),
                arguments("user: user_email", "user: 5", false),
                arguments("user: user_email", "user: ", true),
                arguments("groups: groups", "groups: ' '", false),
                arguments("ref_protected: \"true\"", "ref_protected: true", false),
                arguments("require: {ref_protected: \"true\"}", "require: ", true),
                arguments("count: 2", "count: 0", false),
                arguments("notByAuthor: true", "notByAuthor: 1", false),
                arguments("gate: advisory", "gate: strict", false),
                arguments("gate: advisory", "gate: ", true),
                arguments("url: \"https://sonar.example.com\"", "url: sonar", false),
                arguments("audit: cluster", "audit: postgresql://db", false),
                arguments("audit: cluster", "audit: jdbc:postgresql://db/audit", true),
                arguments("mirrors: [near]", "mirrors: near", false),
                arguments("mirrors: [near]", "mirrors: ", true),
                arguments("check: {prod: required, test: warn}", "check: required", true),
                arguments("check: {prod: required, test: warn}", "check: never", false),
                arguments("check: {prod: required, test: warn}", "check: {prod: maybe}", false),
                arguments("maxSize: 300Mi", "maxSize: large", false),
                arguments("refuse: [I_SETUID]", "refuse: [I_NONE]", false),
                arguments("refuse: [I_SETUID]", "refuse: ", true),
                arguments("code: I_WORLD_WRITABLE, ", "", false),
                arguments(", why: caches", "", false),
                arguments("path: \"/var/cache/**\"", "path: var", false),
                arguments("audit: cluster", "audit: ", true),
                arguments("store: prod-1", "store: 5", false),
                arguments("store: prod-1", "", true),
                arguments("store: prod-1", "stores: prod-1", false));
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @MethodSource("platformChanges")
    void judgesAPlatformAsTheCodeDoes(String from, String to, boolean fine) {
        assertThat(Documents.FULL_PLATFORM).contains(from);
        String text = Documents.FULL_PLATFORM.replace(from, to);

        assertThat(Documents.problemsOfPlatform(text).isEmpty()).isEqualTo(fine);
        assertThat(errors(PLATFORM_SCHEMA, text).isEmpty()).isEqualTo(fine);
    }

    private static boolean parses(String text) {
        return Documents.problemsOfApp(text).stream()
                .noneMatch(problem -> problem.code().equals("E_DUPLICATE_KEY"));
    }

    private static List<Error> errors(Schema schema, String text) {
        Object document =
                new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(text);
        return schema.validate(JSON.valueToTree(document));
    }

    private static JsonNode json(String name) {
        try {
            return JSON.readTree(
                    Path.of("docs", "schema", name + ".schema.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
