package io.jenkins.plugins.paas.adapter.jib;

import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.http.ResponseException;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Reads Jib's exceptions. */
final class JibFailures {
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;

    private final RegistryAccess access;
    private final String baseHost;
    private final String base;
    private final String targetHost;

    JibFailures(RegistryAccess access, String baseHost, String base, String targetHost) {
        this.access = access;
        this.baseHost = baseHost;
        this.base = base;
        this.targetHost = targetHost;
    }

    /** Whether another try may end well. */
    static boolean passing(Throwable failure) {
        Optional<ResponseException> answer = find(failure, ResponseException.class);
        if (answer.isPresent()) {
            int status = answer.get().getStatusCode();
            return status >= SERVER_ERROR || status == TOO_MANY;
        }
        return connection(failure).isPresent()
                && find(failure, UnknownHostException.class).isEmpty();
    }

    /** Which request failed: its method and address, without the name that the registry made up for an upload. */
    static String request(Throwable failure) {
        String message = find(failure, ResponseException.class)
                .<Throwable>map(answer -> answer)
                .or(() -> connection(failure))
                .map(Throwable::toString)
                .orElse(failure.toString());
        return message.replaceFirst("\\?.*", "").replaceFirst("uploads/.*", "uploads/");
    }

    PaasException explained(Throwable failure) {
        Optional<RegistryUnauthorizedException> denied = find(failure, RegistryUnauthorizedException.class);
        if (denied.isPresent()) {
            boolean ofBase =
                    denied.get().getImageReference().startsWith(baseHost + "/") && !baseHost.equals(targetHost);
            String host = ofBase ? baseHost : targetHost;
            return RegistryFailures.denied(
                    host, "no right to use " + denied.get().getImageReference(), access);
        }
        Optional<RegistryException> refused = find(failure, RegistryException.class);
        if (refused.isPresent() && aboutBase(refused.get())) {
            return new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_BASE_IMAGE",
                            "the base image " + base + " cannot be had: " + reason(refused.get()),
                            "check baseImages in platform.yaml, or FROM in the Dockerfile"),
                    failure);
        }
        Optional<ResponseException> answer = find(failure, ResponseException.class);
        if (answer.isPresent()) {
            int status = answer.get().getStatusCode();
            return status == 401 || status == 403
                    ? RegistryFailures.denied(targetHost, "it answered " + status, access)
                    : RegistryFailures.error(
                            targetHost, status, Answers.firstLine(answer.get().getContent()));
        }
        Optional<Throwable> connection = connection(failure);
        if (connection.isPresent()) {
            String host = failure.toString().contains(baseHost) && !baseHost.isEmpty() ? baseHost : targetHost;
            return RegistryFailures.unreachable(host, access.insecure(host), connection.get());
        }
        return new PaasException(
                Outcome.UNEXPECTED,
                Problem.of(
                        "E_IMAGE_BUILD",
                        "the image cannot be assembled: " + Answers.firstLine(String.valueOf(failure.getMessage())),
                        "look at the whole story with --debug"),
                failure);
    }

    private static boolean aboutBase(RegistryException failure) {
        return failure.getMessage() != null && failure.getMessage().contains("pull image manifest");
    }

    private static String reason(RegistryException failure) {
        String message = String.valueOf(failure.getMessage());
        int because = message.indexOf("but failed because: ");
        return Answers.firstLine(because < 0 ? message : message.substring(because + "but failed because: ".length()));
    }

    private static Optional<Throwable> connection(Throwable failure) {
        for (Throwable each : chain(failure)) {
            if (each instanceof SocketException
                    || each instanceof UnknownHostException
                    || each instanceof SocketTimeoutException
                    || each instanceof SSLException
                    || each.getClass().getSimpleName().equals("NoHttpResponseException")
                    || each.getClass().getSimpleName().equals("RegistryCredentialsNotSentException")) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        return chain(failure).stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static java.util.List<Throwable> chain(Throwable failure) {
        java.util.List<Throwable> chain = new java.util.ArrayList<>();
        @Nullable Throwable each = failure;
        while (each != null && chain.size() < 20) {
            chain.add(each);
            each = each.getCause();
        }
        return chain;
    }
}
