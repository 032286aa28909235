package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.adapter.kube.ScriptedServer.Reply;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MirrorTest {
    private static final String LIST = "GET /api/v1/pods";
    private static final String WATCH = LIST + "?watch";

    private final ScriptedServer server = new ScriptedServer();
    private final KubeApi api = server.connect();
    private final BlockingQueue<List<String>> told = new LinkedBlockingQueue<>();
    private final Mirror<String> mirror = new Mirror<>(
            api, KubePath.PODS, pod -> Optional.of(pod.at("metadata").text("name")), this::changed);

    private void changed() {
        told.add(sorted(mirror.all()));
    }

    @AfterEach
    void stop() {
        mirror.close();
        api.close();
        server.close();
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }

    private static String pod(String name, int version) {
        return "{\"metadata\":{\"uid\":\"" + name + "\",\"name\":\"" + name + "\",\"resourceVersion\":\"" + version
                + "\"}}";
    }

    private static Reply list(int version, String... pods) {
        return Reply.of(
                200,
                "{\"metadata\":{\"resourceVersion\":\"" + version + "\"},\"items\":[" + String.join(",", pods) + "]}");
    }

    private static String event(String type, String object) {
        return "{\"type\":\"" + type + "\",\"object\":" + object + "}";
    }

    private void start() {
        mirror.list();
        mirror.follow();
    }

    private List<String> next() throws InterruptedException {
        return told.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void followsWhatComesAndGoes() throws InterruptedException {
        server.on(LIST, list(10, pod("a", 1)))
                .on(WATCH, Reply.watching(event("ADDED", pod("b", 11)), event("DELETED", pod("a", 12))));

        start();

        assertThat(next()).containsExactly("a", "b");
        assertThat(next()).containsExactly("b");
        assertThat(server.requests().get(1)).contains("resourceVersion=10").contains("allowWatchBookmarks=true");
    }

    @Test
    void goesOnWhereAWatchEnded() throws InterruptedException {
        String bookmark = event("BOOKMARK", "{\"metadata\":{\"resourceVersion\":\"15\"}}");
        server.on(LIST, list(10))
                .on(
                        WATCH,
                        Reply.watched(event("ADDED", pod("a", 11)), bookmark),
                        Reply.watching(event("ADDED", pod("b", 16))));

        start();

        assertThat(next()).containsExactly("a");
        assertThat(next()).containsExactly("a", "b");
        assertThat(server.requests()).hasSize(3).last().asString().contains("resourceVersion=15");
    }

    @Test
    void listsAnewWhenTheServerHasForgottenTheirPlace() throws InterruptedException {
        String gone = event("ERROR", "{\"code\":410,\"reason\":\"Expired\"}");
        server.on(LIST, list(10, pod("a", 1)), list(90, pod("c", 80)))
                .on(WATCH, Reply.watched(gone), Reply.watching(event("ADDED", pod("d", 91))));

        start();

        assertThat(next()).containsExactly("c");
        assertThat(next()).containsExactly("c", "d");
        assertThat(server.requests()).last().asString().contains("resourceVersion=90");
    }

    @Test
    void listsAnewWhenTheWatchIsRefusedAsTooOld() throws InterruptedException {
        server.on(LIST, list(10), list(90, pod("c", 80))).on(WATCH, Reply.of(410, "{\"code\":410}"), Reply.watching());

        start();

        assertThat(next()).containsExactly("c");
    }

    @Test
    void triesAgainWhileTheServerIsBusy() throws InterruptedException {
        server.on(LIST, list(10))
                .on(WATCH, Reply.of(503, ""), Reply.of(429, ""), Reply.watching(event("ADDED", pod("a", 11))));

        start();

        assertThat(next()).containsExactly("a");
    }

    @Test
    void looksForItselfWhereWatchesAreRefused() throws InterruptedException {
        Reply refused = Reply.of(403, "{\"code\":403}");
        server.on(LIST, list(10), list(90, pod("c", 80)))
                .on(WATCH, refused, refused, refused, refused, Reply.watching());

        start();

        assertThat(next()).containsExactly("c");
    }

    @Test
    void doesNotListAnewBecauseTheServerWasAwayForAWhile() throws InterruptedException {
        server.on(LIST, list(10), list(90, pod("c", 80)))
                .on(
                        WATCH,
                        Reply.broken(),
                        Reply.broken(),
                        Reply.broken(),
                        Reply.broken(),
                        Reply.broken(),
                        Reply.watching(event("ADDED", pod("a", 11))));

        start();

        assertThat(next()).containsExactly("a");
    }

    @Test
    void saysNothingOfAnObjectThatLooksTheSame() throws InterruptedException {
        server.on(LIST, list(10, pod("a", 1)))
                .on(WATCH, Reply.watching(event("MODIFIED", pod("a", 11)), event("ADDED", pod("b", 12))));

        start();

        assertThat(next()).containsExactly("a", "b");
    }
}
