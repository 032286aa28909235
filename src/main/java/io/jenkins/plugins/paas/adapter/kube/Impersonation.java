package io.jenkins.plugins.paas.adapter.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Acts as somebody else, where the kubeconfig's user says so ({@code as}, {@code as-uid}, {@code as-groups}, {@code
 * as-user-extra}); whether he may is the API server's to decide. Whoever reads over it acts as the wrong person.
 *
 * @param headers what each request carries, in order; none for whoever acts as himself
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation">Impersonation</a>
 */
record Impersonation(List<Map.Entry<String, String>> headers) {
    static final Impersonation NONE = new Impersonation(List.of());

    Impersonation {
        headers = List.copyOf(headers);
    }

    /** Whom a kubeconfig's user acts as. */
    static Impersonation of(Kubeconfig.Entry user) {
        Tree fields = user.fields();
        String as = fields.text("as");
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        fields.find("as-uid")
                .filter(uid -> !uid.isEmpty())
                .ifPresent(uid -> headers.add(Map.entry("Impersonate-Uid", uid)));
        fields.texts("as-groups").forEach(group -> headers.add(Map.entry("Impersonate-Group", group)));
        Tree extra = fields.at("as-user-extra");
        for (String key : extra.map().keySet()) {
            String header = "Impersonate-Extra-" + URLEncoder.encode(key, UTF_8);
            extra.texts(key).forEach(value -> headers.add(Map.entry(header, value)));
        }
        if (as.isEmpty()) {
            if (!headers.isEmpty()) {
                throw Kubeconfig.unreadable(
                        "user " + user.name() + " acts with another's groups, but says not as whom ('as')");
            }
            return NONE;
        }
        headers.add(0, Map.entry("Impersonate-User", as));
        return new Impersonation(headers);
    }
}
