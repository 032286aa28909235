package io.jenkins.plugins.paas.spec;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.App;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Problem;
import java.util.List;

/** Files that tests read. */
final class Documents {
    /** Every key that an App may have. */
    static final String FULL_APP = """
            app: orders
            team: trade
            language: java
            dockerfile: ./Dockerfile
            build:
              command: ./mvnw -q package
              artifact: target/orders.jar
              args: {deployPath: /app, logs: /app/logs, VERSION: 1.10}
              trust: [certs/corp-root.pem]
            workload: statefulset
            replicas: 3
            autoscale: {min: 2, max: 5, cpu: 70, memory: 90}
            port: 8080
            service: {type: NodePort, port: 8081, nodePort: 30080}
            health:
              startup: {tcp: 8080, delay: 1s, period: 2s, timeout: 3s, failures: 60}
              readiness: {http: /health, port: 9000}
              liveness: {command: [sh, -c, "test -f /tmp/alive"], period: 1m}
            resources: {cpu: 1.5, memory: 1Gi, requests: {cpu: 250m, memory: 512Mi}}
            env:
              LOG_LEVEL: info
              RELEASE: 1.10
              DB: {secret: orders-db, key: url}
              MODE: {configMap: shared, key: mode.txt}
            config: {folder: config/, mountPath: /etc/conf}
            volumes:
              data: {mountPath: /data, size: 10Gi, storageClass: fast}
              old: {mountPath: /old, claim: orders-old}
              tls: {mountPath: /tls, secret: orders-tls}
              common: {mountPath: /common, configMap: common}
              work: {mountPath: /work, empty: true}
            security:
              runAsUser: 1000
              fsGroup: 2000
              runAsNonRoot: true
              readOnlyRootFilesystem: true
              writable: [/tmp, /var/cache/orders]
              privileged: false
            sysctls: {net.core.somaxconn: 1024, net.ipv4.tcp_rmem: 4096 87380 6291456}
            shutdown: {drain: 10s, grace: 1m}
            strategy: manual
            firstPod: {traffic: true}
            canary: {hold: 5m}
            autoPromote: {after: 10m}
            gate: {timeout: 24h, then: promote}
            rollout: {timeout: 20m, rollback: false}
            clusters:
              test-1: {replicas: 1, autoscale: null, env: {LOG_LEVEL: debug, RELEASE: null}}
              prod-1:
            """;

    /** The least that an App needs. */
    static final String SMALL_APP = """
            app: orders
            team: trade
            language: java
            """;

    /** Every key that a platform may have. */
    static final String FULL_PLATFORM = """
            registries:
              main: {url: registry.example.com/apps, credentials: env:REGISTRY, mirrors: [near]}
              near: {url: "localhost:5000", insecure: true, credentials: docker}
            baseImages: {java: "registry.example.com/base/java:17"}
            templates: templates
            clusters:
              test-1: {id: 1, environment: test, context: kube-test, namespace: "{{team}}", registry: near, createNamespace: true, nodesMayJoin: 5m, timeZone: Asia/Shanghai}
              prod-1: {id: 2, environment: prod, context: kube-prod, namespace: "{{team}}-{{app}}-{{environment}}", registry: main}
            store: prod-1
            approvals: {prod: {by: [release-managers, user:alice@example.com, gitlab:trade/releases, user:gitlab:bob], count: 2, notByAuthor: true, breakGlass: true}}
            identity: {gitlab: {issuer: "https://gitlab.example.com", audience: paas, user: user_email, groups: groups, require: {ref_protected: "true"}}}
            sonar: {url: "https://sonar.example.com", gate: advisory}
            audit: cluster
            timeZone: Europe/Berlin
            sysctls: {allow: [net.core.somaxconn, "net.ipv4.tcp_*"], image: "registry.example.com/base/static:1"}
            images: {check: {prod: required, test: warn}, maxSize: 300Mi, refuse: [I_SETUID], allow: [{code: I_WORLD_WRITABLE, path: "/var/cache/**", why: caches}]}
            """;

    private Documents() {}

    static App app(String text) {
        return SpecReader.app("paas.yaml", text);
    }

    /** An App with these lines more than it needs. */
    static App appWith(String lines) {
        return app(SMALL_APP + lines);
    }

    static Platform platform(String text) {
        return SpecReader.platform("platform.yaml", text);
    }

    /** The problems of an App's file; none when it is fine. */
    static List<Problem> problemsOfApp(String text) {
        PaasException failure = catchThrowableOfType(PaasException.class, () -> app(text));
        return failure == null ? List.of() : failure.problems();
    }

    /** The problems of a platform's file; none when it is fine. */
    static List<Problem> problemsOfPlatform(String text) {
        PaasException failure = catchThrowableOfType(PaasException.class, () -> platform(text));
        return failure == null ? List.of() : failure.problems();
    }
}
