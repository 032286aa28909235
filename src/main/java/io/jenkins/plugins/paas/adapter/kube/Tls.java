package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.adapter.kube.SignIn.Certificate;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes the TLS settings of one connection. */
final class Tls {
    private Tls() {}

    static SSLContext context(Access.Trust trust, Optional<Certificate> client) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] keys =
                    client.map(each -> new KeyManager[] {new OneKey(each)}).orElse(new KeyManager[0]);
            context.init(keys, trusting(trust), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw Kubeconfig.unreadable("the cluster's certificate-authority cannot be used: " + e.getMessage(), e);
        }
    }

    private static TrustManager @Nullable [] trusting(Access.Trust trust) throws GeneralSecurityException, IOException {
        if (trust.anyone()) {
            return new TrustManager[] {new Named(Optional.empty(), Optional.empty())};
        }
        if (trust.authorities().isEmpty() && trust.serverName().isEmpty()) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(
                trust.authorities().isPresent()
                        ? store(Pem.certificates(trust.authorities().get()))
                        : null);
        TrustManager[] managers = factory.getTrustManagers();
        if (trust.serverName().isPresent() && managers[0] instanceof X509ExtendedTrustManager issuers) {
            return new TrustManager[] {new Named(Optional.of(issuers), trust.serverName())};
        }
        return managers;
    }

    private static KeyStore store(List<X509Certificate> authorities) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry("authority-" + store.size(), authority);
        }
        return store;
    }

    /** Shows always the same certificate. */
    private static final class OneKey extends X509ExtendedKeyManager {
        private static final String ALIAS = "client";

        private final Certificate certificate;

        OneKey(Certificate certificate) {
            this.certificate = certificate;
        }

        @Override
        public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return List.of(types).contains(certificate.key().getAlgorithm()) ? ALIAS : null;
        }

        @Override
        public @Nullable String chooseEngineClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return chooseClientAlias(types, issuers, null);
        }

        @Override
        public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return certificate.chain().toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return certificate.key();
        }
    }

    /** Expects another name than the address's host, or believes anyone where the kubeconfig says so. */
    private static final class Named extends X509ExtendedTrustManager {
        private final Optional<X509ExtendedTrustManager> issuers;
        private final Optional<String> name;

        Named(Optional<X509ExtendedTrustManager> issuers, Optional<String> name) {
            this.issuers = issuers;
            this.name = name;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            if (issuers.isPresent()) {
                issuers.get().checkServerTrusted(chain, type);
            }
            if (name.isPresent() && !bears(chain[0], name.get())) {
                throw new CertificateException("the certificate is not for " + name.get());
            }
        }

        private static boolean bears(X509Certificate certificate, String name) throws CertificateException {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null
                    && names.stream().map(each -> String.valueOf(each.get(1))).anyMatch(each -> covers(each, name));
        }

        private static boolean covers(String pattern, String name) {
            int dot = name.indexOf('.');
            return pattern.equalsIgnoreCase(name)
                    || (pattern.startsWith("*.")
                            && dot > 0
                            && pattern.substring(1).equalsIgnoreCase(name.substring(dot)));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("there are no clients here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
