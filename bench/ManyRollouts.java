package io.jenkins.plugins.paas.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many Rollouts at once in one process, round after round, as `ManyRollouts FOLDER IMAGE APPS REPLICAS ROUNDS`. Prints a
 * JSON line for each round: how long it took, which Rollouts failed, how much later than the cluster's own word each verdict
 * came (ms), and the heap (bytes) in use after a collection and at its highest.
 *
 * <p>The cluster's own word is the Deployment's status by which `kubectl rollout status` ends, seen by a kubectl that watches
 * beside us.
 */
final class ManyRollouts {
    private static final String CLUSTER = "local-2";
    private static final String TEAM = "bench-many";
    private static final String STATUS = "{.metadata.name} {.spec.template.metadata.labels.paas-deploy/release}"
            + " {.metadata.generation} {.status.observedGeneration}"
            + " {.spec.replicas} {.status.replicas} {.status.updatedReplicas} {.status.availableReplicas}{\"\\n\"}";

    private final Path folder;
    private final String image;
    private final int replicas;
    /** When a Deployment with a Release was seen complete, in nanoseconds. */
    private final Map<String, Long> complete = new ConcurrentHashMap<>();

    private ManyRollouts(Path folder, String image, int replicas) {
        this.folder = folder;
        this.image = image;
        this.replicas = replicas;
    }

    public static void main(String[] args) throws Exception {
        ManyRollouts many = new ManyRollouts(Path.of(args[0]), args[1], Integer.parseInt(args[3]));
        Process watch = new ProcessBuilder(
                        "kubectl", "--context", CLUSTER, "-n", TEAM, "get", "deployments", "--watch", "-o", "jsonpath=" + STATUS)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread reader = new Thread(() -> many.read(watch.inputReader()), "watch");
        reader.setDaemon(true);
        reader.start();
        try {
            int apps = Integer.parseInt(args[2]);
            for (int round = 0; round <= Integer.parseInt(args[4]); round++) {
                System.out.println(many.round(apps, round));
            }
        } finally {
            watch.destroy();
        }
    }

    private void read(BufferedReader lines) {
        try {
            for (String line; (line = lines.readLine()) != null; ) {
                String[] is = line.split(" ");
                boolean seen = is.length == 8
                        && is[2].equals(is[3])
                        && is[5].equals(is[4])
                        && is[6].equals(is[4])
                        && is[7].equals(is[4]);
                if (seen) {
                    complete.putIfAbsent(is[0] + " " + is[1], System.nanoTime());
                }
            }
        } catch (IOException e) {
            // The watch was ended.
            return;
        }
    }

    /** Each App changes one variable. */
    private String round(int apps, int round) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(apps);
        List<Future<Came>> all = new ArrayList<>();
        long begun = System.nanoTime();
        for (int n = 0; n < apps; n++) {
            String name = "many-%03d".formatted(n);
            all.add(threads.submit(() -> deploy(name, round)));
        }
        List<String> failed = new ArrayList<>();
        List<Long> late = new ArrayList<>();
        for (Future<Came> each : all) {
            Came came = each.get();
            if (came.code() != 0) {
                failed.add(came.printed());
            } else {
                Long word = complete.get(came.app() + " " + came.release());
                if (word != null) {
                    late.add((came.verdict() - word) / 1_000_000);
                }
            }
        }
        long took = (System.nanoTime() - begun) / 1_000_000;
        threads.shutdown();
        failed.stream().limit(3).forEach(System.err::println);
        long peak = highest();
        long used = kept();
        return "{\"round\":%d,\"rollouts\":%d,\"ms\":%d,\"failed\":%d,\"late\":%s,\"peak\":%d,\"kept\":%d,\"threads\":%d}"
                .formatted(round, apps, took, failed.size(), late, peak, used, Thread.activeCount());
    }

    /** In bytes. The JDK's HTTP clients look every three seconds whether anybody still holds them, and only then end. */
    private static long kept() throws InterruptedException {
        System.gc();
        Thread.sleep(4000);
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long highest() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    /**
     * How a Rollout went.
     *
     * @param verdict when its Release was said to run, in nanoseconds
     */
    private record Came(String app, String release, int code, long verdict, String printed) {}

    private Came deploy(String name, int round) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        Files.writeString(own.resolve("paas.yaml"), """
                app: %s
                team: %s
                dockerfile: Dockerfile
                replicas: %d
                port: 8080
                health: {readiness: {http: /}}
                resources: {cpu: 10m, memory: 16Mi}
                env: {ROUND: "%d"}
                """.formatted(name, TEAM, replicas, round));
        Heard heard = new Heard();
        PrintStream out = new PrintStream(heard, true, StandardCharsets.UTF_8);
        Surroundings here = new Surroundings(System.getenv(), own, java.io.InputStream.nullInputStream(), out, out, false, InstantSource.system());
        int code = new Paas(here, Adapters.real(here)).run("deploy", "--cluster", CLUSTER, "--image", image);
        return new Came(name, heard.release, code, heard.verdict, heard.last);
    }

    /** Notes when a line says that a Release runs. */
    private static final class Heard extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private String release = "";
        private String last = "";
        private long verdict;

        @Override
        public synchronized void write(int b) {
            if (b != '\n') {
                line.write(b);
                return;
            }
            String text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            last += text + "\n";
            if (text.startsWith("release ") && text.endsWith(" runs")) {
                verdict = System.nanoTime();
                release = text.split(" ")[1];
            }
        }
    }
}
