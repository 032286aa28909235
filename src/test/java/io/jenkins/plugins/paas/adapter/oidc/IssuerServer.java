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
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An issuer on loopback: discovery and keys by HTTPS, with a certificate that only its own trust store knows. */
final class IssuerServer implements AutoCloseable {
    private static final char[] PASSWORD = "for this test".toCharArray();

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
        try {
            Path file = folder.resolve("issuer.p12");
            if (!Files.exists(file)) {
                makeCertificate(file);
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD);
            }
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(store, PASSWORD);
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            KeyStore certificates = KeyStore.getInstance("PKCS12");
            certificates.load(null, PASSWORD);
            certificates.setCertificateEntry("issuer", store.getCertificate("issuer"));
            trusted.init(certificates);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            return new IssuerServer(server, context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void makeCertificate(Path file) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of("-genkeypair", "-alias", "issuer", "-keyalg", "EC", "-dname", "CN=localhost"));
        command.addAll(List.of("-ext", "san=dns:localhost,ip:127.0.0.1", "-storetype", "PKCS12", "-validity", "2"));
        command.addAll(List.of("-keystore", file.toString(), "-storepass", new String(PASSWORD)));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException(said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
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
