package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Repository;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.stream.Stream;

/** The failures of registries. */
final class RegistryFailures {
    private RegistryFailures() {}

    static PaasException denied(Repository repository, String what, RegistryAccess access) {
        return new PaasException(
                Outcome.NOT_ALLOWED,
                Problem.of(
                        "E_REGISTRY_DENIED",
                        "the registry " + repository.host() + " does not let us in: " + what,
                        "credentials: " + access.looked(repository) + "; check them and the rights of this user"));
    }

    static PaasException unreachable(String host, boolean insecure, Throwable cause) {
        return new PaasException(
                Outcome.UNEXPECTED,
                Problem.of(
                        "E_REGISTRY_UNREACHABLE",
                        "the registry " + host + " cannot be reached" + (insecure ? " by HTTP" : " by HTTPS") + ": "
                                + said(cause),
                        advice(insecure, cause)),
                cause);
    }

    private static String advice(boolean insecure, Throwable cause) {
        if (has(CertificateException.class, cause)) {
            // Whoever read of plain HTTP here would do without encryption.
            return "its certificate must be for this name, and of an authority that Java trusts; those of your own are named"
                    + " by PAAS_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE";
        }
        String usual = "check its address in platform.yaml, the network and the proxy";
        return insecure || noSuchName(cause)
                ? usual
                : usual + "; a registry that speaks plain HTTP needs 'insecure: true' there";
    }

    /** Whether it failed since nobody knows the host. */
    static boolean noSuchName(Throwable failure) {
        return has(UnresolvedAddressException.class, failure) || has(UnknownHostException.class, failure);
    }

    private static boolean has(Class<? extends Throwable> kind, Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(kind::isInstance);
    }

    static PaasException error(String host, int status, String what) {
        return new PaasException(
                // Too busy, or broken: nothing that the caller said is wrong.
                status >= 500 || status == 429 ? Outcome.UNEXPECTED : Outcome.INVALID,
                Problem.of(
                        "E_REGISTRY_ERROR",
                        "the registry " + host + " answered " + status + ": " + what,
                        status >= 500 || status == 429
                                ? "look into its logs, and try again later"
                                : "look into its logs"));
    }

    /** Some registries make no repository by themselves. */
    static PaasException absent(Repository repository) {
        return new PaasException(
                Outcome.INVALID,
                Problem.of(
                        "E_REGISTRY_ERROR",
                        "the registry " + repository.host() + " answered 404: it has no repository " + repository.path()
                                + ", and makes none when something is pushed",
                        "create the repository there, as it has to be with ECR"));
    }

    /** Of the address its server is enough: what follows may be signed, and so a secret. */
    static PaasException unencrypted(String host, URI address) {
        return new PaasException(
                Outcome.INVALID,
                Problem.of(
                        "E_REGISTRY_ERROR",
                        "the registry " + host + " sends us to " + address.getScheme() + "://" + address.getAuthority()
                                + ", which is not encrypted",
                        "let it name addresses by https; behind a proxy, it knows by X-Forwarded-Proto how it is called"));
    }

    static PaasException interrupted(String host, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new PaasException(
                Outcome.UNEXPECTED,
                Problem.of(
                        "E_INTERRUPTED",
                        "talking to the registry " + host + " was interrupted",
                        "run the command again"),
                cause);
    }

    /** The JDK's client says nothing when a connection is refused, nor when there is no such name. */
    private static String said(Throwable cause) {
        if (noSuchName(cause)) {
            return "its name cannot be found";
        }
        String message = cause.getMessage();
        if (message != null) {
            return message;
        }
        return cause instanceof ConnectException
                ? "the connection was refused"
                : cause.getClass().getSimpleName();
    }
}
