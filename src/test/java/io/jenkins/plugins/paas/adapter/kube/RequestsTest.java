package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.jenkins.plugins.paas.adapter.kube.ScriptedServer.Reply;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private static final KubePath MAP = KubePath.CONFIG_MAPS.named("a");
    private static final Reply BUSY = Reply.of(503, "{\"message\":\"starting\"}");
    private static final Reply GOOD = Reply.of(200, "{\"kind\":\"ConfigMap\"}");

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void waitsForAServerThatIsBusy() {
        server.on("GET /api/v1/configmaps/a", BUSY, Reply.of(429, ""), Reply.of(500, "etcd"), GOOD);

        try (KubeApi api = server.connect()) {
            assertThat(api.find(MAP)).contains(Map.of("kind", "ConfigMap"));
            assertThat(api.requests().sent()).isEqualTo(4);
        }
    }

    @Test
    void saysThatAServerIsSilentAndThatItIsBack() {
        server.on("GET /api/v1/configmaps/a", BUSY, BUSY, BUSY, BUSY, GOOD);
        List<String> told = new ArrayList<>();

        try (KubeApi api = server.connect(() -> SignIn.Credentials.NONE, told::add)) {
            api.find(MAP);
        }

        assertThat(told).hasSize(2);
        assertThat(told.get(0))
                .contains("test does not answer")
                .contains("starting")
                .contains("trying again");
        assertThat(told.get(1)).contains("answers again");
    }

    @Test
    void doesNotAskAServerOnPlainHttpToUpgrade() {
        server.on("GET /api/v1/configmaps/a", GOOD);

        try (KubeApi api = server.connect()) {
            assertThat(api.find(MAP)).isPresent();
        }

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void doesNotWaitLongForAServerThatNeverAnswered() throws Exception {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        try (KubeApi api = ScriptedServer.connect(nobody, () -> SignIn.Credentials.NONE, text -> {})) {
            assertThatThrownBy(() -> api.find(MAP))
                    .asInstanceOf(type(PaasException.class))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo("E_CLUSTER_UNREACHABLE"))
                    .satisfies(failure -> assertThat(failure)
                            .hasMessageContaining(nobody.toString())
                            .hasMessageContaining("connection refused"));
        }
    }

    @Test
    void saysOnceThatAServerWhichTakesNoConnectionIsWaitedFor() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        // It listens and never accepts, as where a firewall drops what is sent.
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI silent = URI.create("http://127.0.0.1:" + socket.getLocalPort());
            KubeApi api = ScriptedServer.connect(silent, () -> SignIn.Credentials.NONE, told::add);
            Thread asking =
                    new Thread(() -> assertThatThrownBy(() -> api.find(MAP)).isNotNull());
            asking.start();

            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("connecting to " + silent + " (test) takes long");

            api.close();
            asking.interrupt();
            asking.join();
            assertThat(told).isEmpty();
        }
    }

    @Test
    void saysNothingOfAServerThatAnswersAtOnce() throws Exception {
        server.on("GET /api/v1/configmaps/a", GOOD);
        BlockingQueue<String> told = new LinkedBlockingQueue<>();

        try (KubeApi api = server.connect(() -> SignIn.Credentials.NONE, told::add)) {
            api.find(MAP);

            assertThat(told.poll(300, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void doesNotTryAgainWhereNoSuchHostIs() {
        URI nowhere = URI.create("http://no-such-host.invalid");

        try (KubeApi api = ScriptedServer.connect(nowhere, () -> SignIn.Credentials.NONE, text -> {})) {
            assertThatThrownBy(() -> api.find(MAP)).hasMessageContaining("no such host");
            assertThat(api.requests().sent()).isEqualTo(1);
        }
    }

    @Test
    void aStreamThatBeginsWhenTheConnectionIsClosedFailsAndThrowsNothing() {
        KubeApi api = server.connect();
        api.close();

        assertThat(api.requests().stream("watch", MAP, new Lines(line -> {}, error -> {})))
                .isCompletedExceptionally();
    }

    @Test
    void signsInAgainOnceWhenTheServerNoLongerAcceptsUs() {
        server.on("GET /api/v1/configmaps/a", Reply.of(401, ""), GOOD);
        AtomicInteger renewed = new AtomicInteger();
        SignIn signIn = new SignIn() {
            @Override
            public Credentials credentials() {
                return Credentials.token("t" + renewed.get());
            }

            @Override
            public boolean renew(Credentials refused) {
                return renewed.incrementAndGet() > 0;
            }
        };

        try (KubeApi api = server.connect(signIn, text -> {})) {
            assertThat(api.find(MAP)).isPresent();
        }

        assertThat(renewed).hasValue(1);
    }

    @Test
    void saysWhoIsNotSignedIn() {
        server.on("GET /api/v1/configmaps/a", Reply.of(401, "{\"message\":\"Unauthorized\"}"));

        try (KubeApi api = server.connect()) {
            assertThatThrownBy(() -> api.find(MAP))
                    .asInstanceOf(type(PaasException.class))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo("E_NOT_SIGNED_IN"))
                    .satisfies(failure -> assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ALLOWED));
        }
    }

    @Test
    void listsPieceByPiece() {
        server.on(
                "GET /api/v1/configmaps",
                Reply.of(200, "{\"metadata\":{\"continue\":\"x y\"},\"items\":[{\"n\":1}]}"),
                Reply.of(200, "{\"metadata\":{\"resourceVersion\":\"7\"},\"items\":[{\"n\":2}]}"));
        List<Integer> found = new ArrayList<>();

        try (KubeApi api = server.connect()) {
            Tree metadata = Listing.pages(api, KubePath.CONFIG_MAPS, each -> found.add(each.number("n")));
            assertThat(metadata.text("resourceVersion")).isEqualTo("7");
        }

        assertThat(found).containsExactly(1, 2);
        assertThat(server.requests().get(1)).contains("continue=x%20y");
    }

    @Test
    void asksNoEarlierThanTheServerWants() {
        Patience patience = Patience.tellingTo(text -> {});

        assertThat(patience.pause(1, Optional.of(Duration.ofSeconds(3)), 0.5)).isEqualTo(Duration.ofSeconds(3));
        assertThat(patience.pause(1, Optional.empty(), 0.5)).isEqualTo(Duration.ofMillis(50));
        assertThat(patience.pause(3, Optional.empty(), 0.5)).isEqualTo(Duration.ofMillis(200));
        assertThat(patience.pause(60, Optional.empty(), 1)).isEqualTo(Duration.ofMillis(2500));
    }
}
