package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.SetView;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.testing.KubeObjects;
import io.jenkins.plugins.paas.testing.Load;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** An App of three pods on a real cluster, which answers with the number of its Release while a load runs on it. */
final class ServedApp implements AutoCloseable {
    static final int REPLICAS = 3;
    static final Pace NATIVE = new Pace(0, Optional.of(300), "25%", "0");
    private static final int PORT = 8080;
    private static final long PATIENCE_SECONDS = 90;
    private static final int PER_SECOND = 300;

    final AppRef app;
    final KubeCluster cluster;
    private final KubeApi api;
    private final BlockingQueue<Observation> told = new LinkedBlockingQueue<>();
    private final Cluster.Watch watch;
    private final Load load;

    private ServedApp(KubeApi api, AppRef app) throws InterruptedException {
        this.api = api;
        this.app = app;
        cluster = new KubeCluster(api);
        watch = cluster.watch(app, told::add);
        apply(deployment(1), service(), KubeObjects.preview(app, PORT, 1));
        await(natively(1));
        answersOnlyWith(1);
        load = Load.on(nodePort(), "/", PER_SECOND);
    }

    /** Starts it with Release 1, and the load once its pods are ready. */
    static ServedApp start(KubeApi api, AppRef app) throws InterruptedException {
        return new ServedApp(api, app);
    }

    /** The Deployment of a Release as it is rendered. */
    KubeObject deployment(long release) {
        String script = "mkdir -p /tmp/www; echo -n " + release + " > /tmp/www/index.html; exec httpd -f -p " + PORT
                + " -h /tmp/www";
        Map<String, Object> container = Map.of(
                "name", app.app().value(),
                "image", System.getenv("PAAS_REGISTRY") + "/base/static:1",
                "command", List.of("/bin/sh", "-c", script),
                "readinessProbe", Map.of("httpGet", Map.of("path", "/", "port", PORT), "periodSeconds", 1),
                "lifecycle", Map.of("preStop", Map.of("sleep", Map.of("seconds", 3))));
        Map<String, Object> labels = Map.of(Labels.NAME, app.app().value(), Labels.RELEASE, Long.toString(release));
        // httpd as the first process takes no notice of SIGTERM; after the sleep nobody asks it any more.
        Map<String, Object> template = Map.of(
                "metadata", Map.of("labels", labels),
                "spec", Map.of("terminationGracePeriodSeconds", 4, "containers", List.of(container)));
        return KubeObjects.at(
                NATIVE,
                KubeObjects.withSpec(KubeObjects.deployment(app, release, REPLICAS), Map.of("template", template)));
    }

    KubeObject service() {
        return KubeObjects.withSpec(KubeObjects.service(app, PORT), Map.of("type", "NodePort"));
    }

    void apply(KubeObject... objects) {
        cluster.apply(app.namespace(), List.of(objects), each -> {});
    }

    private int nodePort() {
        Map<String, Object> service = api.find(
                        KubePath.SERVICES.in(app.namespace()).named(app.app().value()))
                .orElseThrow();
        return Tree.of(service).at("spec").trees("ports").get(0).number("nodePort");
    }

    private static String answer(int port) {
        try {
            HttpURLConnection asked = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
            // A connection that is kept alive stays with its pod.
            asked.setRequestProperty("Connection", "close");
            try (InputStream body = asked.getInputStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Waits until new connections all reach one Release. */
    void answersOnlyWith(long release) {
        int port = nodePort();
        int same = 0;
        String last = "";
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20); same < 20 && System.nanoTime() < end; ) {
            last = answer(port);
            same = last.equals(Long.toString(release)) ? same + 1 : 0;
        }
        assertThat(same)
                .as("answers of release " + release + " in a row, the last one " + last)
                .isEqualTo(20);
    }

    /** The first observation that fits. */
    Observation await(Predicate<Observation> wanted) {
        List<Observation> others = new ArrayList<>();
        try {
            for (Observation seen; (seen = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) != null; ) {
                if (wanted.test(seen)) {
                    return seen;
                }
                others.add(seen);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("nothing that fits was told, but at last "
                + others.subList(Math.max(0, others.size() - 1), others.size()));
    }

    /** So many pods of each Release, all ready, and no others wanted. */
    Predicate<Observation> sets(Map<Long, Integer> sizes) {
        return seen -> settled(seen)
                && seen.sets().stream()
                        .allMatch(set -> size(set, sizes) == set.desired() && set.ready() == set.desired())
                && seen.pods().stream().filter(pod -> !pod.leaving()).count()
                        == sizes.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static int size(SetView set, Map<Long, Integer> sizes) {
        return sizes.getOrDefault(set.release().orElse(0L), 0);
    }

    private static boolean settled(Observation seen) {
        return seen.workload()
                .filter(now -> now.generation() == now.observedGeneration())
                .isPresent();
    }

    /** All pods are of one Release, and nothing of a gate is left. */
    Predicate<Observation> natively(long release) {
        return seen -> sets(Map.of(release, REPLICAS)).test(seen)
                && seen.workload().filter(ServedApp::plain).isPresent()
                && seen.services().stream()
                        .filter(each -> each.name().equals(app.app().value()))
                        .allMatch(each -> each.pin().isEmpty());
    }

    private static boolean plain(WorkloadView workload) {
        return workload.pace().equals(NATIVE) && !workload.paused() && workload.available() == REPLICAS;
    }

    static String set(Observation seen, long release) {
        return seen.sets().stream()
                .filter(set -> set.release().equals(Optional.of(release)))
                .map(SetView::name)
                .findFirst()
                .orElseThrow();
    }

    /** What a person types. */
    void kubectl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("kubectl", "--context", "local-1", "-n", app.namespace().value()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", arguments) + ": " + words)
                .isZero();
    }

    /** Lets the load go on for about so many seconds. */
    void goOnFor(int seconds) throws InterruptedException {
        load.goOnFor(seconds * PER_SECOND);
    }

    /** Ends the load a little later and says how much was asked, and that all was answered. */
    long requestsOfWhichNoneWasLost() throws InterruptedException {
        goOnFor(5);
        load.close();
        assertThat(load.lost()).as("lost of " + load.requests()).isEmpty();
        return load.requests();
    }

    @Override
    public void close() {
        load.close();
        watch.close();
        cluster.delete(app.namespace(), List.of(deployment(1), service()));
    }
}
