package io.jenkins.plugins.paas.adapter.kube;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** A user's way to prove who he is. */
interface SignIn {
    /**
     * What to show to the API server now.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_NOT_SIGNED_IN}
     */
    Credentials credentials();

    /**
     * Tries to get others than those that the server refused. Of several requests that were refused at once only the first
     * has to ask for them.
     *
     * @return false when there is no way to get others
     */
    default boolean renew(Credentials refused) {
        return false;
    }

    /** Whether the credentials are there without asking anybody. */
    default boolean atHand() {
        return true;
    }

    /**
     * What is shown to the API server.
     *
     * @param authorization the value of the header
     * @param certificate for TLS
     */
    record Credentials(Optional<String> authorization, Optional<Certificate> certificate) {
        static final Credentials NONE = new Credentials(Optional.empty(), Optional.empty());

        static Credentials token(String token) {
            return new Credentials(Optional.of("Bearer " + token), Optional.empty());
        }

        /** Neither token nor key, wherever this is printed. */
        @Override
        public String toString() {
            return "Credentials";
        }
    }

    /**
     * A client certificate.
     *
     * @param chain the client's own first
     * @param key its private key
     */
    record Certificate(List<X509Certificate> chain, PrivateKey key) {
        public Certificate {
            chain = List.copyOf(chain);
        }

        @Override
        public String toString() {
            return "Certificate";
        }
    }
}
