package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.codec.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnershipTest {
    private static final String APPLIED = """
            {"manager": "paas", "operation": "Apply", "apiVersion": "apps/v1",
             "fieldsV1": {"f:spec": {"f:replicas": {}, "f:strategy": {"f:type": {}}}}}""";
    private static final String PATCHED = """
            {"manager": "paas", "operation": "Update", "apiVersion": "apps/v1",
             "fieldsV1": {"f:spec": {"f:paused": {}, "f:strategy": {"f:rollingUpdate": {"f:maxSurge": {}}}}}}""";
    private static final String OF_OTHERS = """
            {"manager": "kubectl", "operation": "Update", "apiVersion": "apps/v1", "fieldsV1": {"f:spec": {"f:paused": {}}}}""";
    private static final String SCALED = """
            {"manager": "paas", "operation": "Update", "apiVersion": "apps/v1", "subresource": "scale",
             "fieldsV1": {"f:spec": {"f:replicas": {}}}}""";

    private static Ownership of(String... entries) {
        return new Ownership(Tree.of(Json.read(
                "test",
                "{\"metadata\":{\"resourceVersion\":\"7\",\"managedFields\":[" + String.join(",", entries) + "]}}")));
    }

    private static Map<String, Object> json(String text) {
        return Json.read("test", text);
    }

    @Test
    void hasNothingToJoinWhereNothingWasPatched() {
        assertThat(of().joining()).isEmpty();
        assertThat(of(APPLIED, OF_OTHERS, SCALED).joining()).isEmpty();
    }

    @Test
    void addsWhatWasPatchedToWhatWasApplied() {
        assertThat(of(APPLIED, OF_OTHERS, PATCHED, SCALED).joining()).contains(json("""
                {"metadata": {"resourceVersion": "7", "managedFields": [%s, %s,
                    {"manager": "paas", "operation": "Apply", "apiVersion": "apps/v1",
                     "fieldsV1": {"f:spec": {"f:replicas": {}, "f:paused": {},
                        "f:strategy": {"f:type": {}, "f:rollingUpdate": {"f:maxSurge": {}}}}}}]}}
                """.formatted(OF_OTHERS, SCALED)));
    }

    @Test
    void takesForAppliedWhatWasOnlyPatched() {
        assertThat(of(PATCHED).joining())
                .contains(json("{\"metadata\":{\"resourceVersion\":\"7\",\"managedFields\":["
                        + PATCHED.replace("\"Update\"", "\"Apply\"") + "]}}"));
    }
}
