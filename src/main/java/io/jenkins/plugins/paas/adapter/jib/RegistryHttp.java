package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

/**
 * Talks to registries: signs in where asked, tries again where that may help, and turns refusals into failures that say what
 * to do.
 */
final class RegistryHttp {
    private static final int REDIRECTS = 5;
    private static final Duration CONNECT_TIME = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIME = Duration.ofSeconds(60);

    /** A line that is slower than this is no line. In bytes per second. */
    private static final long SLOWEST = 64 << 10;

    private static final Set<Integer> LOST = Set.of(404, 416);

    private final RegistryAccess access;
    private final Backoff backoff;
    private final Duration silence;
    private final HttpClient client;
    private final RegistryTokens tokens;

    RegistryHttp(RegistryAccess access, Backoff backoff) {
        this(access, backoff, LateTrust.context(), ANSWER_TIME);
    }

    /**
     * For tests.
     *
     * @param trust the certificates to trust
     * @param silence how long an answer may stop in its middle
     */
    RegistryHttp(RegistryAccess access, Backoff backoff, SSLContext trust, Duration silence) {
        this.access = access;
        this.silence = silence;
        this.backoff = backoff;
        // Redirects are followed here, because the client would take the password along to another host.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIME)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(trust)
                // Its own way to name threads makes the JVM build classes at every start.
                .executor(Executors.newCachedThreadPool(RegistryHttp::daemon))
                .proxy(access.proxies())
                .build();
        this.tokens = new RegistryTokens(access, client);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "registry");
        thread.setDaemon(true);
        return thread;
    }

    /** Sends a call and reads the whole answer; answers other than success and 404 are failures. */
    HttpResponse<byte[]> send(Call call) {
        HttpResponse<byte[]> response = trying(call, () -> once(call, BodyHandlers.ofByteArray()));
        refuse(call, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
        return response;
    }

    /** Sends a call whose answer is read as it comes, once only; the caller closes it. */
    HttpResponse<InputStream> open(Call call) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = once(call, BodyHandlers.ofInputStream());
        if (response.statusCode() >= 300) {
            try (InputStream body = response.body()) {
                String text = new String(body.readNBytes(1 << 12), StandardCharsets.UTF_8);
                if (passing(response.statusCode())) {
                    throw new Passing(response.statusCode(), text);
                }
                refuse(call, response.statusCode(), text);
                throw RegistryFailures.error(call.repository().host(), response.statusCode(), Answers.firstLine(text));
            }
        }
        return response;
    }

    /**
     * Sends what an upload brings, once only; what may pass is thrown, so that the caller begins anew. So does an upload that the
     * registry does not know any more, or not as far: it was started again, or several of it share nothing.
     */
    HttpResponse<byte[]> upload(Call call) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = once(call, BodyHandlers.ofByteArray());
        String text = new String(response.body(), StandardCharsets.UTF_8);
        if (passing(response.statusCode()) || LOST.contains(response.statusCode())) {
            throw new Passing(response.statusCode(), text);
        }
        refuse(call, response.statusCode(), text);
        return response;
    }

    /** Whether a registry can be asked to bring something from one into the other by itself. */
    boolean together(Repository one, Repository other) {
        return access.together(one, other);
    }

    /** Something that talks to a registry. */
    interface Talk<T> {
        T talk() throws IOException, InterruptedException;
    }

    /** Talks, and begins anew after failures that may pass. */
    <T> T trying(Call call, Talk<T> talk) {
        String host = call.repository().host();
        try {
            for (int attempt = 0; ; attempt++) {
                try {
                    T result = talk.talk();
                    boolean failed = result instanceof HttpResponse<?> response && passing(response.statusCode());
                    if (!failed || !backoff.next(attempt)) {
                        return result;
                    }
                } catch (IOException e) {
                    if (hopeless(e) || !backoff.next(attempt)) {
                        throw failure(host, e);
                    }
                }
            }
        } catch (InterruptedException e) {
            throw RegistryFailures.interrupted(host, e);
        }
    }

    private PaasException failure(String host, IOException failure) {
        return failure instanceof Passing passing
                ? RegistryFailures.error(host, passing.status, Answers.firstLine(passing.getMessage()))
                : RegistryFailures.unreachable(host, access.insecure(host), failure);
    }

    /** A name that does not exist, or a certificate that is not trusted, is the same at the next try. */
    private static boolean hopeless(IOException failure) {
        return failure instanceof SSLHandshakeException || RegistryFailures.noSuchName(failure);
    }

    private static boolean passing(int status) {
        return status >= 500 || status == 429;
    }

    private <T> HttpResponse<T> once(Call call, BodyHandler<T> handler) throws IOException, InterruptedException {
        Optional<String> header = tokens.known(call);
        HttpResponse<T> response = followed(call, header, handler);
        if (response.statusCode() != 401 || !origin(call).holds(response.uri())) {
            return response;
        }
        tokens.forget(call);
        Optional<Challenge> challenge = Challenge.of(response.headers());
        Optional<String> fresh = challenge.isPresent() ? tokens.answer(call, challenge.get()) : Optional.empty();
        return fresh.isPresent() ? followed(call, fresh, handler) : response;
    }

    private <T> HttpResponse<T> followed(Call call, Optional<String> header, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        Origin origin = origin(call);
        URI address = address(call);
        for (int i = 0; ; i++) {
            BodyPublisher body = call.body().get();
            HttpRequest.Builder request = HttpRequest.newBuilder(address)
                    // The JDK counts the time that the body takes, too; of one without a known length that is -1 byte.
                    .timeout(ANSWER_TIME.plusSeconds(Math.max(0, body.contentLength()) / SLOWEST))
                    .method(call.method(), body);
            call.headers().forEach(request::header);
            if (origin.holds(address)) {
                header.ifPresent(value -> request.header("Authorization", value));
            }
            HttpResponse<T> response = client.send(request.build(), LiveBody.within(silence, handler));
            Optional<String> location = response.headers().firstValue("Location");
            boolean redirect = response.statusCode() / 100 == 3 && location.isPresent();
            if (!redirect || i == REDIRECTS || call.rights().contains("push")) {
                return response;
            }
            address = origin.safe(address.resolve(location.get()));
        }
    }

    private Origin origin(Call call) {
        String host = call.repository().host();
        return new Origin(host, access.insecure(host));
    }

    URI address(Call call) {
        Origin origin = origin(call);
        return call.location()
                .map(named -> origin.safe(origin.base().resolve(named)))
                .orElseGet(
                        () -> origin.base().resolve("/v2/" + call.repository().path() + call.path()));
    }

    private void refuse(Call call, int status, String body) {
        if (status == 401 || status == 403) {
            String what = "answered " + status + " for " + call.rights() + " on "
                    + call.repository().path();
            throw RegistryFailures.denied(call.repository(), what, access);
        }
        if (status >= 300 && status != 404) {
            throw RegistryFailures.error(call.repository().host(), status, Answers.firstLine(body));
        }
    }

    /** An answer that may be another one at the next try. */
    private static final class Passing extends IOException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Passing(int status, String body) {
            super(body);
            this.status = status;
        }
    }
}
