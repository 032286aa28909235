package io.jenkins.plugins.paas.render;

import io.jenkins.plugins.paas.model.App;
import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.ConfigVersion;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.ImageTag;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.spec.SpecReader;
import io.jenkins.plugins.paas.spec.Targets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;

/** The objects of an App, and a way into them. */
final class Rendered {
    static final ImageTag TAG = ImageTag.parse("42-1-0123456789ab").orElseThrow();
    static final Digest DIGEST = new Digest("sha256:" + "0123456789abcdef".repeat(4));

    private static final String SMALL = "app: orders\nteam: trade\n";

    private final List<KubeObject> objects;

    private Rendered(List<KubeObject> objects) {
        this.objects = objects;
    }

    /** An App in Java with these lines more than it needs. */
    static Rendered of(String lines) {
        return new Rendered(objects("default", SMALL + "language: java\n" + lines));
    }

    /** An App in that language. */
    static Rendered in(String language, String lines) {
        return new Rendered(objects("default", SMALL + "language: " + language + "\n" + lines));
    }

    /** An App in Java, in a cluster with this time zone. */
    static Rendered inZone(String zone, String lines) {
        return new Rendered(objects("default", ", timeZone: " + zone, SMALL + "language: java\n" + lines));
    }

    static List<KubeObject> objects(String namespace, String file) {
        return objects(namespace, "", file);
    }

    private static List<KubeObject> objects(String namespace, String more, String file) {
        App app = SpecReader.app("paas.yaml", file);
        Target target = Targets.resolve(app, platform(namespace, more), new ClusterName("c"));
        Optional<ConfigVersion> config = target.run().config().map(folder -> version(app.name()));
        return Renderer.render(
                target, ImageRef.tagged(target.repository(), TAG.toString()).pinned(DIGEST), TAG, 42, config);
    }

    private static ConfigVersion version(AppName app) {
        return new ConfigVersion(app, 3, ConfigVersion.Content.of(new TreeMap<>(Map.of("a.conf", "x"))));
    }

    private static Platform platform(String namespace, String more) {
        return SpecReader.platform(
                "platform.yaml",
                "registries: {main: {url: registry.example.com/apps}}\nclusters: {c: {id: 1, environment: test, context: c,"
                        + " registry: main, namespace: " + namespace + more
                        + "}}\nsysctls: {allow: [\"net.*\"], image: base/static}\n");
    }

    List<KubeObject> all() {
        return objects;
    }

    List<String> names() {
        return objects.stream().map(KubeObject::toString).toList();
    }

    /** What stands at a path such as {@code spec/template/spec/containers/0/image} of the object {@code Kind/name}. */
    Optional<Object> find(String object, String path) {
        Object at = objects.stream()
                .filter(each -> each.toString().equals(object))
                .findFirst()
                .orElseThrow()
                .body();
        for (String step : path.split("/")) {
            if (at instanceof List<?> list) {
                int index = Integer.parseInt(step);
                at = index < list.size() ? list.get(index) : null;
            } else {
                at = ((Map<?, ?>) at).get(step.replace('|', '/'));
            }
            if (at == null) {
                return Optional.empty();
            }
        }
        return Optional.of(at);
    }

    Object at(String object, String path) {
        return find(object, path).orElseGet(() -> Assertions.fail("%s has nothing at %s", object, path));
    }

    /** In the Deployment. */
    Object deployment(String path) {
        return at("Deployment/orders", path);
    }

    /** In the Deployment's pods. */
    Optional<Object> pod(String path) {
        return find("Deployment/orders", "spec/template/spec/" + path);
    }

    /** In the App's container. */
    Optional<Object> container(String path) {
        return pod("containers/0/" + path);
    }

    /** An environment variable's value, or where it comes from. */
    Optional<Object> env(String name) {
        List<?> variables = (List<?>) container("env").orElseThrow();
        return variables.stream()
                .map(variable -> (Map<?, ?>) variable)
                .filter(variable -> variable.get("name").equals(name))
                .<Object>map(
                        variable -> variable.containsKey("value") ? variable.get("value") : variable.get("valueFrom"))
                .findFirst();
    }

    List<String> envNames() {
        return ((List<?>) container("env").orElseThrow())
                .stream()
                        .map(variable -> (String) ((Map<?, ?>) variable).get("name"))
                        .toList();
    }
}
