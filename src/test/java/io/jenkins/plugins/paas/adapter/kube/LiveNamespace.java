package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Namespace;
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

    /** An App that no other test has. */
    AppRef newApp() {
        return new AppRef(new AppName("app-" + random()), namespace);
    }

    private static String random() {
        return Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    }
}
