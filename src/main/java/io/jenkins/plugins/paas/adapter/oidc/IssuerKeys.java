package io.jenkins.plugins.paas.adapter.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.jenkins.plugins.paas.model.Issuer;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;

/**
 * The keys that an issuer signs with now, found by OpenID Connect discovery. They are asked for anew each time, so that a key
 * that was taken back is not believed any longer.
 */
final class IssuerKeys {
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final Https https;

    IssuerKeys(Https https) {
        this.https = https;
    }

    /**
     * Asks for them.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_ISSUER_UNREACHABLE}
     */
    JWKSet of(Issuer issuer) {
        String base = issuer.url().endsWith("/")
                ? issuer.url().substring(0, issuer.url().length() - 1)
                : issuer.url();
        String address = base + DISCOVERY;
        try {
            Map<String, Object> about = JSONObjectUtils.parse(https.get(URI.create(address)));
            if (!issuer.url().equals(about.get("issuer"))) {
                throw new IOException("it speaks for another issuer than " + issuer.url());
            }
            if (!(about.get("jwks_uri") instanceof String keys)) {
                throw new IOException("it names no keys (jwks_uri)");
            }
            address = keys;
            return JWKSet.parse(https.get(URI.create(keys)));
        } catch (ParseException e) {
            throw Distrust.noKeys(issuer, address, "its answer cannot be read", e);
        } catch (IOException | IllegalArgumentException e) {
            throw Distrust.noKeys(issuer, address, words(e), e);
        }
    }

    private static String words(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
