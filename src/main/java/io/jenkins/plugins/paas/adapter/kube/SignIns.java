package io.jenkins.plugins.paas.adapter.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.paas.adapter.kube.SignIn.Certificate;
import io.jenkins.plugins.paas.adapter.kube.SignIn.Credentials;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses how the user of a kubeconfig context signs in. */
final class SignIns {
    private SignIns() {}

    static SignIn of(Kubeconfig.Target target, Map<String, String> environment) {
        Kubeconfig.Entry user = target.user();
        Tree fields = user.fields();
        Optional<Certificate> certificate = certificate(user);
        if (fields.has("exec")) {
            return new ExecSignIn(target, environment);
        }
        if (fields.has("auth-provider")) {
            return new ProviderSignIn(target);
        }
        Optional<Path> tokenFile = user.path("tokenFile");
        if (tokenFile.isPresent()) {
            return new TokenFileSignIn(tokenFile.get());
        }
        Credentials fixed = new Credentials(authorization(fields), certificate);
        return () -> fixed;
    }

    private static Optional<String> authorization(Tree user) {
        Optional<String> token =
                user.find("token").filter(text -> !text.isEmpty()).map(text -> "Bearer " + text);
        return token.or(() -> user.find("username")
                .map(name -> "Basic "
                        + Base64.getEncoder().encodeToString((name + ":" + user.text("password")).getBytes(UTF_8))));
    }

    private static Optional<Certificate> certificate(Kubeconfig.Entry user) {
        Optional<String> chain = user.content("client-certificate");
        return chain.map(pem -> certificate(
                "user " + user.name(),
                pem,
                user.content("client-key")
                        .orElseThrow(() ->
                                Kubeconfig.unreadable("user " + user.name() + " has a certificate without its key"))));
    }

    static Certificate certificate(String of, String chain, String key) {
        try {
            List<X509Certificate> certificates = Pem.certificates(chain);
            if (certificates.isEmpty()) {
                throw Kubeconfig.unreadable("the client certificate of " + of + " is empty");
            }
            String algorithm = certificates.get(0).getPublicKey().getAlgorithm();
            return new Certificate(certificates, Pem.privateKey(key, algorithm));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw Kubeconfig.unreadable("the client certificate or key of " + of + " cannot be used", e);
        }
    }
}
