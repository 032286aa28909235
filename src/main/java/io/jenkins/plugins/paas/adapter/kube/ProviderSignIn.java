package io.jenkins.plugins.paas.adapter.kube;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.util.List;
import java.util.Map;

/** A sign-in by OpenID Connect whose tokens lie in the kubeconfig; the client library renews them. */
final class ProviderSignIn extends AskedSignIn {
    private final Kubeconfig.Target target;

    ProviderSignIn(Kubeconfig.Target target) {
        this.target = target;
    }

    @Override
    public boolean atHand() {
        return false;
    }

    @Override
    Credentials ask() {
        Config config = Config.fromKubeconfig(Json.write(alone()));
        String token = config.getAutoOAuthToken();
        if (token == null) {
            throw new PaasException(
                    Outcome.NOT_ALLOWED,
                    Problem.of(
                            "E_NOT_SIGNED_IN",
                            "the auth-provider of context " + target.context() + " gave no token",
                            "sign in again by its own program, or use a credential plugin (exec)"));
        }
        return Credentials.token(token);
    }

    /** A kubeconfig with this context alone. */
    private Map<String, Object> alone() {
        return Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Config",
                "current-context",
                "it",
                "contexts",
                List.of(Map.of("name", "it", "context", Map.of("cluster", "it", "user", "it"))),
                "clusters",
                List.of(Map.of(
                        "name", "it", "cluster", target.cluster().fields().map())),
                "users",
                List.of(Map.of("name", "it", "user", target.user().fields().map())));
    }
}
