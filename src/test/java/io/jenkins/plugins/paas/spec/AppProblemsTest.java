package io.jenkins.plugins.paas.spec;

import static io.jenkins.plugins.paas.spec.Documents.problemsOfApp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.plugins.paas.model.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file that is wrong is told. */
class AppProblemsTest {
    /** Lines below those of {@link Documents#SMALL_APP}, so that they start at line 4; then what is said of them. */
    static Stream<Arguments> wrongLines() {
        return Stream.of(
                arguments(
                        "replcas: 2",
                        "E_UNKNOWN_KEY paas.yaml:4:1 replcas: there is no key 'replcas'; did you mean 'replicas'?"),
                arguments(
                        "cpu: 2",
                        "E_UNKNOWN_KEY paas.yaml:4:1 cpu: there is no key 'cpu'; it belongs under 'resources'"),
                arguments(
                        "readinessProbe: {}",
                        "E_UNKNOWN_KEY paas.yaml:4:1 readinessProbe: there is no key 'readinessProbe'; here it is called"
                                + " 'health.readiness'"),
                arguments(
                        "clusters: {c: {team: other}}",
                        "E_UNKNOWN_KEY paas.yaml:4:16 clusters.c.team: there is no key 'team'; it is the same in every"
                                + " cluster; write it at the top of the file"),
                arguments(
                        "resources: {cpus: 2}",
                        "E_UNKNOWN_KEY paas.yaml:4:13 resources.cpus: there is no key 'cpus' in 'resources'; did you mean"
                                + " 'cpu'?"),
                arguments(
                        "rollout: {zzz: 2}",
                        "E_UNKNOWN_KEY paas.yaml:4:11 rollout.zzz: there is no key 'zzz' in 'rollout'; the keys here are"
                                + " timeout, rollback"),
                arguments(
                        "team: other",
                        "E_DUPLICATE_KEY paas.yaml:4:1 team: team stands here for a second time; it is already in line 2;"
                                + " keep one of them"),
                arguments(
                        "clusters: {test-1: {replicas: two}}",
                        "E_TYPE paas.yaml:4:31 clusters.test-1.replicas: replicas is 'two'; use a whole number, 0 to"
                                + " 100000"),
                arguments("replicas: '2'", "E_TYPE paas.yaml:4:11 replicas: replicas is '2'; write it without quotes"),
                arguments(
                        "replicas: 1e3",
                        "E_TYPE paas.yaml:4:11 replicas: replicas is '1e3'; use a whole number, 0 to 100000"),
                arguments(
                        "replicas: 010",
                        "E_TYPE paas.yaml:4:11 replicas: replicas is '010'; write it in plain decimal digits, without a"
                                + " leading 0 or +"),
                arguments(
                        "replicas: [2]",
                        "E_TYPE paas.yaml:4:11 replicas: replicas is a list; use a whole number, 0 to 100000"),
                arguments(
                        "replicas: -1",
                        "E_RANGE paas.yaml:4:11 replicas: replicas is -1; use a whole number, 0 to 100000"),
                arguments(
                        "replicas: 99999999999999999999999",
                        "E_RANGE paas.yaml:4:11 replicas: replicas is 99999999999999999999999; use a whole number, 0 to"
                                + " 100000"),
                arguments("port: 0", "E_RANGE paas.yaml:4:7 port: port is 0; use a whole number, 1 to 65535"),
                arguments(
                        "rollout: {rollback: yes}",
                        "E_TYPE paas.yaml:4:21 rollout.rollback: rollback is 'yes'; write true or false, in lower case and"
                                + " without quotes"),
                arguments(
                        "rollout: {rollback: False}",
                        "E_TYPE paas.yaml:4:21 rollout.rollback: rollback is 'False'; write true or false, in lower case"
                                + " and without quotes"),
                arguments(
                        "autoPromote: {}",
                        "E_MISSING paas.yaml:4:14 autoPromote: 'after' is missing; write how long all must go well:"
                                + " 'autoPromote: {after: 5m}'"),
                arguments(
                        "gate: {then: wait}",
                        "E_FORMAT paas.yaml:4:14 gate.then: then is 'wait'; write abort, promote"),
                arguments(
                        "workload: statefulset\nfirstPod: {traffic: false}",
                        "E_CONFLICT paas.yaml:5:21 firstPod.traffic: the first pod of a statefulset cannot be kept from"
                                + " traffic, because it takes the place of an old one; remove 'firstPod', or use"
                                + " 'workload: deployment'"),
                arguments("canary: {hold: 25h}", "E_RANGE paas.yaml:4:16 canary.hold: hold is '25h'; use 0s to 24h"),
                arguments(
                        "rollout: {timeout: 10}",
                        "E_TYPE paas.yaml:4:20 rollout.timeout: timeout is '10'; add the unit: 10s or 10m"),
                arguments(
                        "rollout: {timeout: 10 min}",
                        "E_FORMAT paas.yaml:4:20 rollout.timeout: timeout is '10 min'; write a duration such as 30s, 10m"
                                + " or 1h30m"),
                arguments(
                        "rollout: {timeout: 25h}",
                        "E_RANGE paas.yaml:4:20 rollout.timeout: timeout is '25h'; use 1s to 24h"),
                arguments(
                        "strategy: canari",
                        "E_FORMAT paas.yaml:4:11 strategy: strategy is 'canari'; did you mean 'canary'?"),
                arguments(
                        "workload: job",
                        "E_FORMAT paas.yaml:4:11 workload: workload is 'job'; write deployment, statefulset"),
                arguments(
                        "strategy: 5", "E_TYPE paas.yaml:4:11 strategy: strategy is the number '5'; put it in quotes"),
                arguments(
                        "resources: {cpu: 2 cores}",
                        "E_FORMAT paas.yaml:4:18 resources.cpu: cpu is '2 cores'; write thousandths of a core such as"
                                + " 500m, or cores such as 2 or 0.5"),
                arguments(
                        "resources: {cpu: true}",
                        "E_TYPE paas.yaml:4:18 resources.cpu: cpu is 'true'; write thousandths of a core such as 500m, or"
                                + " cores such as 2 or 0.5"),
                arguments(
                        "resources: {memory: 512mb}",
                        "E_FORMAT paas.yaml:4:21 resources.memory: memory is '512mb'; write an amount such as 512Mi or 2Gi"),
                arguments(
                        "resources: {memory: 512}",
                        "E_RANGE paas.yaml:4:21 resources.memory: memory is 512 bytes; use 4Mi or more; mind the unit:"
                                + " 512Mi"),
                arguments(
                        "resources: {memory: 256Mi, requests: {memory: 1Gi}}",
                        "E_CONFLICT paas.yaml:4:47 resources.requests.memory: the request for memory is 1Gi, above the"
                                + " limit of 256Mi; request at most the limit, or raise the limit 'resources.memory'"),
                arguments(
                        "autoscale: {min: 5, max: 2}",
                        "E_CONFLICT paas.yaml:4:26 autoscale.max: min is 5 and max is 2; make max at least as large as min"),
                arguments(
                        "autoscale: {cpu: 80}",
                        "E_MISSING paas.yaml:4:12 autoscale: 'max' is missing; write the most pods there may be, such as"
                                + " 'max: 10'"),
                arguments(
                        "{workload: statefulset, strategy: canary}"
                                .replaceAll("[{}]", "")
                                .replace(", ", "\n"),
                        "E_CONFLICT paas.yaml:5:11 strategy: a statefulset cannot be brought in as canary, because its pods"
                                + " have fixed names; use 'strategy: manual' or 'strategy: rolling'"),
                arguments(
                        "strategy: canary\nclusters: {c: {workload: statefulset}}",
                        "E_CONFLICT paas.yaml:5:26 clusters.c.workload: a statefulset cannot be brought in as canary,"
                                + " because its pods have fixed names; use 'strategy: manual' or 'strategy: rolling'"),
                arguments(
                        "port: 80\nservice: {nodePort: 30080}",
                        "E_CONFLICT paas.yaml:5:21 service.nodePort: nodePort needs a Service of type NodePort or"
                                + " LoadBalancer; add 'type: NodePort', or remove nodePort"),
                arguments(
                        "service: {type: NodePort}",
                        "E_CONFLICT paas.yaml:4:10 service: service offers a port, but the App has none; add the port that"
                                + " the program listens on: 'port: 8080'"),
                arguments(
                        "volumes: {data: {mountPath: /data, size: 1Gi}}",
                        "E_CONFLICT paas.yaml:4:42 volumes.data.size: storage of each pod's own needs a statefulset; add"
                                + " 'workload: statefulset', or mount a claim that exists: 'claim: name'"),
                arguments(
                        "volumes: {data: {mountPath: data, empty: true}}",
                        "E_PATH paas.yaml:4:29 volumes.data.mountPath: mountPath 'data' is not absolute; write an absolute"
                                + " path in the container, such as /data"),
                arguments(
                        "volumes: {a: {mountPath: /x, empty: true}, b: {mountPath: /x/, empty: true}}",
                        "E_CONFLICT paas.yaml:4:10 volumes: volume 'b' and volume 'a' are both mounted at /x; give each its"
                                + " own mountPath"),
                arguments(
                        "volumes: {a: {mountPath: /x, empty: true, claim: c}}",
                        "E_CONFLICT paas.yaml:4:37 volumes.a.empty: claim and empty cannot be mounted at one place; keep one"
                                + " of them"),
                arguments(
                        "volumes: {paas-a: {mountPath: /x, empty: true}}",
                        "E_NAME paas.yaml:4:11 volumes.paas-a: 'paas-a' starts with 'paas-', which is kept for us;"
                                + " choose another name"),
                arguments(
                        "security: {writable: [/tmp, /a/../b]}",
                        "E_PATH paas.yaml:4:29 security.writable[1]: writable[1] '/a/../b' has '..' in it; write an absolute"
                                + " path in the container, such as /var/cache/orders"),
                arguments(
                        "security: {runAsUser: 0}",
                        "E_CONFLICT paas.yaml:4:23 security.runAsUser: runAsUser is 0, which is root; choose another user,"
                                + " or add 'runAsNonRoot: false'"),
                arguments(
                        "config: ../config",
                        "E_PATH paas.yaml:4:9 config: config '../config' leaves the App's folder; write a path below the"
                                + " folder of paas.yaml, such as config/"),
                arguments(
                        "config: /etc/orders",
                        "E_PATH paas.yaml:4:9 config: config '/etc/orders' is not below the App's folder; write a path"
                                + " below the folder of paas.yaml, such as config/"),
                arguments(
                        "config: .",
                        "E_PATH paas.yaml:4:9 config: config '.' is the App's whole folder; write a path below the folder"
                                + " of paas.yaml, such as config/"),
                arguments(
                        "build: {artifact: target\\app.jar}",
                        "E_PATH paas.yaml:4:19 build.artifact: artifact 'target\\app.jar' has a '\\'; separate names by"
                                + " '/'"),
                arguments(
                        "build: {command: [mvn, package]}",
                        "E_TYPE paas.yaml:4:18 build.command: command is a list; write the command as one text: ./mvnw -q"
                                + " package"),
                arguments(
                        "env: {1ST: x}",
                        "E_NAME paas.yaml:4:7 env.1ST: '1ST' may only have letters, digits, '_', '.' and '-', and must"
                                + " not start with a digit; choose another name"),
                arguments(
                        "env: [A, B]",
                        "E_TYPE paas.yaml:4:6 env: env is a list; write names with values: {LOG_LEVEL: debug}"),
                arguments(
                        "env: {A: }",
                        "E_TYPE paas.yaml:4:9 env.A: A is empty; write a value, \"\" for an empty one, or {secret: name,"
                                + " key: k} or {configMap: name, key: k}"),
                arguments(
                        "env: {ÄÖ: 1}",
                        "E_NAME paas.yaml:4:7 env.\"ÄÖ\": 'ÄÖ' may only have letters, digits, '_', '.' and '-', and must"
                                + " not start with a digit; choose another name"),
                arguments(
                        "env: {A: {secret: S, key: k}}",
                        "E_NAME paas.yaml:4:19 env.A.secret: secret 'S' may only have a-z, 0-9, '-' and '.', and each part"
                                + " must start and end with a letter or digit; 's' would do"),
                arguments(
                        "env: {A: {secret: s}}",
                        "E_MISSING paas.yaml:4:10 env.A: 'key' is missing; write which key holds the value: {secret: name,"
                                + " key: password}"),
                arguments(
                        "health: {readiness: {http: /x}}",
                        "E_MISSING paas.yaml:4:28 health.readiness.http: the port to ask is not known; add 'port: 8080' at"
                                + " the top of the file, or beside http"),
                arguments(
                        "health: {readiness: {http: x, port: 1}}",
                        "E_PATH paas.yaml:4:28 health.readiness.http: http is 'x'; write a path that starts with '/', such"
                                + " as /health"),
                arguments(
                        "health: {liveness: {period: 1s}}",
                        "E_MISSING paas.yaml:4:20 health.liveness: liveness does not say what to ask; add 'http: /path',"
                                + " 'tcp: 8080' or 'command: [...]'"),
                arguments(
                        "health: {liveness: {tcp: 80, command: [a]}}",
                        "E_CONFLICT paas.yaml:4:39 health.liveness.command: tcp and command cannot both be asked; keep one"
                                + " of them"),
                arguments(
                        "clusters: {Test_1: {}}",
                        "E_NAME paas.yaml:4:12 clusters.Test_1: 'Test_1' may only have a-z, 0-9 and '-', and must"
                                + " start and end with a letter or digit; 'test-1' would do"),
                arguments(
                        "clusters: {}",
                        "E_MISSING paas.yaml:4:11 clusters: clusters names none; name one, or remove the key: then the App"
                                + " may go to every cluster"),
                arguments(
                        "clusters: [test-1]",
                        "E_TYPE paas.yaml:4:11 clusters: clusters is a list; write a cluster's name with its settings, such"
                                + " as 'test-1: {replicas: 2}'"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongLines")
    void saysWhatIsWrongWhereAndWhatToDo(String lines, String said) {
        assertThat(problemsOfApp(Documents.SMALL_APP + lines + "\n"))
                .map(problem -> problem.code() + " " + problem)
                .containsExactly(said);
    }

    @Test
    void tellsAllProblemsAtOnceInTheOrderOfTheFile() {
        List<Problem> problems = problemsOfApp("""
                app: Orders App
                languag: java
                replicas: many
                resources: {cpu: fast}
                clusters:
                  c: {replicas: -3}
                """);

        assertThat(problems)
                .map(problem -> problem.code() + " " + problem.path())
                .containsExactly(
                        "E_MISSING ",
                        "E_MISSING ",
                        "E_NAME app",
                        "E_UNKNOWN_KEY languag",
                        "E_TYPE replicas",
                        "E_FORMAT resources.cpu",
                        "E_RANGE clusters.c.replicas");
    }

    @Test
    void tellsAProblemOfTheAppOnceHoweverManyClustersShareIt() {
        assertThat(problemsOfApp(Documents.SMALL_APP + "replicas: x\nclusters: {a: {}, b: {}, c: {}}\n"))
                .hasSize(1);
    }

    @Test
    void proposesANameThatWouldDo() {
        assertThat(problemsOfApp("app: My_Orders\nteam: trade\nlanguage: java\n"))
                .map(Problem::hint)
                .containsExactly("'my-orders' would do");
        assertThat(problemsOfApp("app: 1st\nteam: trade\nlanguage: java\n"))
                .map(Problem::what)
                .containsExactly("app '1st' must start with a letter");
        assertThat(problemsOfApp("app: " + "a".repeat(41) + "\nteam: trade\nlanguage: java\n"))
                .map(Problem::what)
                .containsExactly("app has 41 characters, at most 40 are allowed");
    }

    @Test
    void keepsAppsApartFromTheTrailOfTheBaseImages() {
        assertThat(problemsOfApp("app: base-images\nteam: platform\nlanguage: java\n"))
                .map(problem -> problem.code() + " " + problem)
                .containsExactly("E_NAME paas.yaml:1:6 app: app 'base-images' is the name of the audit trail of the"
                        + " platform's base images; choose another name");
        assertThat(problemsOfApp("app: Base_Images\nteam: platform\nlanguage: java\n"))
                .map(Problem::hint)
                .containsExactly("choose another name");
    }

    @Test
    void repeatsNoValueOfAnEnvironmentVariableInAMessage() {
        assertThat(problemsOfApp(Documents.SMALL_APP
                                + "env: {TOKEN: [s3cret], OTHER: {s3cret: {}}, key: &a s3cret}\nx: *b\n")
                        .toString())
                .doesNotContain("[s3cret]");
    }

    @Test
    void cutsLongValuesShort() {
        assertThat(problemsOfApp(Documents.SMALL_APP + "replicas: " + "x".repeat(5000) + "\n")
                        .get(0)
                        .what())
                .isEqualTo("replicas is '" + "x".repeat(40) + "...'");
    }
}
