package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Namespace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A namespace of a real cluster, made for one test class and deleted after it. */
final class LiveNamespace implements BeforeAllCallback, AfterAllCallback {
    private final Namespace namespace = new Namespace("paas-it-" + random());
    private KubeApi api;

    @Override
    public void beforeAll(ExtensionContext context) {
        api = connect();
        api.create(
                KubePath.NAMESPACES,
                Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", namespace.value())));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        api.delete(KubePath.NAMESPACES.named(namespace.value()));
        api.close();
    }

    KubeApi api() {
        return api;
    }

    /** One more connection, as another process has it. */
    static KubeApi connect() {
        return new KubeApi(
                new Requests(new Server(Accesses.of("local-1", System.getenv())), Patience.tellingTo(text -> {})));
    }

    Namespace namespace() {
        return namespace;
    }

    /** Somebody else applies one field by force and owns it from now on. */
    void someoneElseSets(KubeObject object, String path, Object value, String owner) {
        Object inner = value;
        List<String> names = List.of(path.substring(1).split("\\.", -1));
        for (int i = names.size() - 1; i >= 0; i--) {
            inner = Map.of(names.get(i), inner);
        }
        Map<String, Object> body =
                new LinkedHashMap<>(Tree.of(Map.of("it", inner)).at("it").map());
        body.put("apiVersion", object.apiVersion());
        body.put("kind", object.kind());
        body.put("metadata", Map.of("name", object.name()));
        KubePath there = new Kinds(api)
                .path(namespace, object)
                .with("fieldManager", owner)
                .with("force", "true");
        api.requests()
                .send("patch", there, Requests.Body.apply(body), Requests.OBJECTS)
                .orThrow();
    }

    /** An App that no other test has. */
    AppRef newApp() {
        return new AppRef(new AppName("app-" + random()), namespace);
    }

    private static String random() {
        return Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    }
}
