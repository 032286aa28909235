package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says why an API server cannot be spoken to. */
final class Unreachable {
    private Unreachable() {}

    static PaasException because(Access access, IOException cause) {
        boolean tls = within(cause, SSLException.class).isPresent();
        return new PaasException(
                Outcome.UNEXPECTED,
                Problem.of(
                        "E_CLUSTER_UNREACHABLE",
                        "the API server " + access.server() + " (context " + access.context() + ") cannot be reached: "
                                + (tls ? tlsReason(cause) : reason(cause)),
                        tls
                                ? "compare the certificate-authority of the kubeconfig with the server's certificate"
                                : "is the address right, the cluster up, and a VPN or proxy needed?"),
                cause);
    }

    /** Whether trying again cannot help. */
    static boolean forGood(IOException cause) {
        return within(cause, SSLException.class).isPresent()
                || within(cause, UnresolvedAddressException.class).isPresent();
    }

    private static String reason(IOException cause) {
        if (within(cause, UnresolvedAddressException.class).isPresent()) {
            return "no such host";
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return "no connection in time";
        }
        if (cause instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        Optional<ConnectException> refused = within(cause, ConnectException.class);
        String message = innermost(cause).getMessage();
        if (message == null || message.isBlank()) {
            return refused.isPresent() ? "connection refused" : "connection lost";
        }
        return message;
    }

    private static String tlsReason(IOException cause) {
        if (within(cause, CertificateExpiredException.class).isPresent()) {
            return "its certificate has expired";
        }
        if (within(cause, CertPathBuilderException.class).isPresent()) {
            return "its certificate is not vouched for by an authority that the kubeconfig trusts";
        }
        return "TLS failed: " + innermost(cause).getMessage();
    }

    private static Throwable innermost(Throwable from) {
        Throwable at = from;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }

    private static <T extends Throwable> Optional<T> within(Throwable from, Class<T> type) {
        for (Throwable at = from; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
        }
        return Optional.empty();
    }
}
