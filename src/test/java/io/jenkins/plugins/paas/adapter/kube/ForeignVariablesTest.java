package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.port.Cluster.ForeignVariable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code kubectl set env} leaves behind. */
class ForeignVariablesTest {
    private static final KubeObject RELEASE = new KubeObject("apps/v1", "Deployment", "shop", Json.read("test", """
            {"spec": {"template": {"spec": {"containers": [
                {"name": "shop", "env": [{"name": "LOG_LEVEL", "value": "info"}]}]}}}}"""));

    private static List<ForeignVariable> found(KubeObject release, String... managers) {
        StringBuilder entries = new StringBuilder();
        for (String manager : managers) {
            entries.append(entries.isEmpty() ? "" : ",").append(manager);
        }
        return ForeignVariables.in(
                release, Tree.of(Json.read("test", "{\"metadata\": {\"managedFields\": [" + entries + "]}}")));
    }

    private static String owns(String manager, String operation, String container, String variable) {
        return """
            {"manager": "%s", "operation": "%s", "apiVersion": "apps/v1", "fieldsV1": {"f:spec": {"f:template": {"f:spec": {
              "f:containers": {"k:{\\"name\\":\\"%s\\"}": {"f:env": {".": {},
                "k:{\\"name\\":\\"%s\\"}": {".": {}, "f:name": {}, "f:value": {}}}}}}}}}}""".formatted(manager, operation, container, variable);
    }

    @Test
    void namesAVariableOfOursThatSomebodyElseAdded() {
        assertThat(found(
                        RELEASE,
                        owns("paas", "Apply", "shop", "LOG_LEVEL"),
                        owns("kubectl-set", "Update", "shop", "DEBUG")))
                .containsExactly(new ForeignVariable("shop", "DEBUG", "kubectl-set"));
    }

    @Test
    void whatTheReleaseSaysItselfIsAConflictAtMost() {
        assertThat(found(RELEASE, owns("kubectl-set", "Update", "shop", "LOG_LEVEL")))
                .isEmpty();
    }

    @Test
    void containersOfOthersAreTheirOwn() {
        assertThat(found(RELEASE, owns("mesh", "Update", "proxy", "DEBUG"))).isEmpty();
    }

    @Test
    void whatWePatchedOurselvesIsTakenBackByTheApply() {
        assertThat(found(RELEASE, owns("paas", "Update", "shop", "DEBUG"))).isEmpty();
    }

    @Test
    void whatMakesNoPodsHasNone() {
        KubeObject service = new KubeObject("v1", "Service", "shop", RELEASE.body());

        assertThat(found(service, owns("kubectl-set", "Update", "shop", "DEBUG")))
                .isEmpty();
    }
}
