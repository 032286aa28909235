package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.CommitId;
import io.jenkins.plugins.paas.model.ConfigVersion;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.ImageTag;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.RunSpec;
import io.jenkins.plugins.paas.model.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Records as they come up in practice, for tests that need some. */
public final class SampleRecords {
    /** The time that everything sampled happened at. */
    public static final Instant NOW = Instant.parse("2026-11-21T10:15:30.125Z");

    /** The cluster of every sample. */
    public static final ClusterName CLUSTER = new ClusterName("local-1");

    /** A confirmed user in a CI job. */
    public static final Actor ACTOR = new Actor(
            new Actor.Identity("system:serviceaccount:ci:deployer", List.of("system:serviceaccounts", "trade")),
            Optional.of(new Actor.Claim("gitlab", "Zoë 王", "https://ci.example.com/jobs/7")));

    private SampleRecords() {}

    /** App {@code orders} in a namespace. */
    public static AppRef orders(String namespace) {
        return new AppRef(new AppName("orders"), new Namespace(namespace));
    }

    /** A Release with one object. */
    public static Release release(AppRef ref, long number) {
        ImageTag tag = new ImageTag(number, 1, new CommitId("0123456789ab"));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("apiVersion", "apps/v1");
        body.put("kind", "Deployment");
        body.put("metadata", Map.of("name", ref.app().value()));
        body.put("spec", Map.of("replicas", 3));
        return new Release(
                number,
                ref,
                CLUSTER,
                tag,
                ImageRef.tagged(new Repository("registry.example.com:5000", "apps/orders"), tag.toString())
                        .pinned(new Digest("sha256:" + "ab".repeat(32))),
                Optional.of(2),
                List.of(new KubeObject("apps/v1", "Deployment", ref.app().value(), body)),
                NOW,
                ACTOR,
                Optional.empty());
    }

    /** A Rollout that was just planned. */
    public static Rollout rollout(AppRef ref, long attempt, long release) {
        return Rollout.planned(new Rollout.Terms(
                ref,
                CLUSTER,
                attempt,
                Rollout.Kind.DEPLOY,
                Strategy.ROLLING,
                release,
                Optional.empty(),
                new RunSpec.RolloutPolicy(Duration.ofMinutes(10), true),
                Duration.ZERO,
                ACTOR,
                NOW,
                Optional.empty()));
    }

    /** Content of one file. */
    public static ConfigVersion.Content content(String file, String text) {
        return ConfigVersion.Content.of(new TreeMap<>(Map.of(file, text)));
    }
}
