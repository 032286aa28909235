package io.jenkins.plugins.paas.adapter.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.paas.testing.LoopbackTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** An issuer on loopback: discovery and keys by HTTPS, with a certificate that only its own trust store knows. */
final class IssuerServer implements AutoCloseable {
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpsServer server;
    private final SSLContext trust;
    private volatile List<JWK> keys = List.of();
    private volatile String issuer;
    private volatile String keysAt;
    private volatile int status = 200;
    private volatile String text = "";

    private IssuerServer(HttpsServer server, SSLContext trust) {
        this.server = server;
        this.trust = trust;
        this.issuer = url();
        this.keysAt = url() + "/oauth/discovery/keys";
        server.createContext("/", this::answer);
        server.start();
    }

    static IssuerServer in(Path folder) {
        LoopbackTls tls = LoopbackTls.in(folder);
        try {
            return new IssuerServer(tls.server(), tls.context());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    SSLContext trust() {
        return trust;
    }

    /** From now on it names these keys. */
    IssuerServer naming(JWK... now) {
        keys = List.of(now);
        return this;
    }

    IssuerServer callingItself(String other) {
        issuer = other;
        return this;
    }

    IssuerServer keysAt(String address) {
        keysAt = address;
        return this;
    }

    IssuerServer answering(int code, String body) {
        status = code;
        text = body;
        return this;
    }

    static String signed(JWK key, JWTClaimsSet claims) {
        return signed(key, key.getKeyID(), claims);
    }

    static String signed(JWK key, String keyId, JWTClaimsSet claims) {
        try {
            boolean rsa = key instanceof RSAKey;
            JWSSigner signer = rsa ? new RSASSASigner(key.toRSAKey()) : new ECDSASigner(((ECKey) key));
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(rsa ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256)
                            .keyID(keyId)
                            .build(),
                    claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        String body = path.endsWith("/openid-configuration")
                ? "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keysAt + "\"}"
                : new JWKSet(keys).toString(true);
        byte[] bytes = (text.isEmpty() ? body : text).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Location", url() + "/elsewhere");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
