package io.jenkins.plugins.paas.engine;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.OLD;
import static io.jenkins.plugins.paas.testing.Observations.START;
import static io.jenkins.plugins.paas.testing.Observations.deployment;
import static io.jenkins.plugins.paas.testing.Observations.pod;
import static io.jenkins.plugins.paas.testing.Observations.showing;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.KubeObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForeignPodsTest {
    private static final KubeObject SERVICE = new KubeObject(
            "v1",
            "Service",
            "shop",
            Map.of("spec", Map.of("ports", List.of(Map.of("name", "main", "port", 80, "targetPort", "main")))));

    private static KubeObject workload(List<Object> ports) {
        Map<String, Object> pod = Map.of("containers", List.of(Map.of("name", "shop", "ports", ports)));
        return new KubeObject("apps/v1", "Deployment", "shop", Map.of("spec", Map.of("template", Map.of("spec", pod))));
    }

    @Test
    void areThoseThatBearNoRelease() {
        assertThat(ForeignPods.run(showing(deployment(NEW, 1))
                        .and(pod("shop-a", OLD).unlabelled())
                        .seen()))
                .isTrue();
        assertThat(ForeignPods.run(showing(deployment(NEW, 1))
                        .and(pod("shop-a", OLD))
                        .and(pod("shop-b", OLD).unlabelled().leaving(START, START))
                        .seen()))
                .isFalse();
    }

    @Test
    void areReachedByTheNumberOfTheirPort() {
        KubeObject workload = workload(List.of(Map.of("name", "main", "containerPort", 8080)));

        assertThat(ForeignPods.reached(List.of(SERVICE, workload)))
                .extracting(KubeObject::body)
                .containsExactly(
                        Map.of(
                                "spec",
                                Map.of("ports", List.of(Map.of("name", "main", "port", 80, "targetPort", 8080)))),
                        workload.body());
    }

    @Test
    void needNothingWhereTheAppHasNoPort() {
        List<KubeObject> objects = List.of(SERVICE, workload(List.of()));

        assertThat(ForeignPods.reached(objects)).isEqualTo(objects);
    }
}
