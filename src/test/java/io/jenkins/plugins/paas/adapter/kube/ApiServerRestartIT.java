package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.testing.KubeObjects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The API server ends and starts again while we watch and write. */
class ApiServerRestartIT {
    private static final Path RESTART = Path.of("sandbox", "restart");

    private final Namespace namespace =
            new Namespace("restart-" + UUID.randomUUID().toString().substring(0, 8));
    private final AppRef app = new AppRef(new AppName("orders"), namespace);
    private final BlockingQueue<Observation> told = new LinkedBlockingQueue<>();

    @Test
    void onlyDelaysWhatWeDoAndMissesNothing() throws Exception {
        Assumptions.assumeTrue(Files.exists(RESTART), "the cluster under test is not the sandbox");
        try (KubeApi api = LiveNamespace.connect()) {
            KubeCluster cluster = new KubeCluster(api);
            cluster.ensureNamespace(namespace, true);
            try (Cluster.Watch watch = cluster.watch(app, told::add)) {
                cluster.apply(namespace, List.of(KubeObjects.deployment(app, 1, 1)), each -> {});
                await(workload -> workload.ready() == 1);

                Process restart = new ProcessBuilder(RESTART.toString(), "apiserver", "local-1")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                while (restart.isAlive()) {
                    // Again and again, so that some requests meet the old server, some none and some the new one.
                    cluster.apply(namespace, List.of(KubeObjects.configMap(app, "some text")), each -> {});
                }
                assertThat(restart.waitFor()).isZero();
                cluster.apply(namespace, List.of(KubeObjects.deployment(app, 2, 1)), each -> {});

                await(workload -> workload.release().equals(java.util.Optional.of(2L))
                        && workload.observedGeneration() == workload.generation()
                        && workload.updated() == 1
                        && workload.ready() == 1
                        && workload.total() == 1);
            } finally {
                api.delete(KubePath.NAMESPACES.named(namespace.value()));
            }
        }
    }

    private void await(Predicate<WorkloadView> wanted) throws InterruptedException {
        for (Observation seen; (seen = told.poll(60, TimeUnit.SECONDS)) != null; ) {
            if (seen.workload().filter(wanted).isPresent()) {
                return;
            }
        }
        throw new AssertionError("nothing that fits was told");
    }
}
