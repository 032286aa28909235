package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.testing.KubeObjects;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiFailuresTest {
    private static final KubePath DEPLOYMENT =
            KubePath.DEPLOYMENTS.in(new Namespace("shop")).named("orders");

    private static PaasException failure(int status, String message) {
        String body = Json.write(Map.of("kind", "Status", "code", status, "message", message));
        return ApiFailures.of(new Answer("patch", DEPLOYMENT, status, body, Optional.empty()));
    }

    @Test
    void namesVerbResourceNamespaceAndUserOfAMissingRight() {
        PaasException failure = failure(
                403,
                "deployments.apps \"orders\" is forbidden: User \"dev\" cannot patch resource \"deployments\" in API group"
                        + " \"apps\" in the namespace \"shop\"");

        assertThat(failure.code()).isEqualTo("E_FORBIDDEN");
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(failure)
                .hasMessageContaining("user dev may not patch deployments.apps in namespace shop")
                .hasMessageContaining("Role with the verb patch")
                .hasMessageContaining("paas doctor");
    }

    @Test
    void namesTheVerbThatTheServerMissesWhereAnApplyWouldCreate() {
        PaasException failure = failure(
                403,
                "deployments.apps \"orders\" is forbidden: User \"dev\" cannot create resource \"deployments\" in API group"
                        + " \"apps\" in the namespace \"shop\"");

        assertThat(failure)
                .hasMessageContaining("user dev may not create deployments.apps in namespace shop")
                .hasMessageContaining("Role with the verb create on deployments.apps");
    }

    @Test
    void tellsNobodyFromSomebodyWithoutRights() {
        String words = "deployments.apps is forbidden: User \"system:anonymous\" cannot list resource \"deployments\"";

        assertThat(failure(403, words).code()).isEqualTo("E_NOT_SIGNED_IN");
    }

    @Test
    void repeatsTheWordsOfAQuota() {
        String words =
                "pods \"a\" is forbidden: exceeded quota: team, requested: pods=1, used: pods=5, limited: pods=5";

        assertThat(failure(403, words).code()).isEqualTo("E_REFUSED");
        assertThat(failure(403, words)).hasMessageContaining(words);
    }

    @Test
    void repeatsTheWordsOfAnAdmissionPolicy() {
        String words =
                "admission webhook \"policy.example.com\" denied the request: images must come from our registry";

        assertThat(failure(400, words).code()).isEqualTo("E_REFUSED");
        assertThat(failure(400, words)).hasMessageContaining(words).hasMessageContaining("ask the platform team");
    }

    @Test
    void saysThatTheVolumesOfAStatefulSetStayAsTheyAre() {
        String words =
                "StatefulSet.apps \"orders\" is invalid: spec: Forbidden: updates to statefulset spec for fields other than"
                        + " 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit',"
                        + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

        assertThat(failure(422, words).code()).isEqualTo("E_REFUSED");
        assertThat(failure(422, words)).hasMessageContaining(words).hasMessageContaining("a volume with 'size'");
    }

    @Test
    void tellsAMissingNamespaceFromAMissingObject() {
        assertThat(failure(404, "namespaces \"shop\" not found").code()).isEqualTo("E_NAMESPACE_MISSING");
        assertThat(failure(404, "deployments.apps \"orders\" not found").code()).isEqualTo("E_CLUSTER_ERROR");
    }

    @Test
    void isNotConfusedByAProxyThatAnswersInstead() {
        Answer answer = new Answer("get", DEPLOYMENT, 302, "<html>\nsign in</html>", Optional.empty());

        assertThat(ApiFailures.of(answer))
                .hasMessageContaining("302")
                .hasMessageContaining("get deployments.apps/orders in namespace shop");
    }

    @Test
    void namesEachFieldInDisputeAndItsOwner() {
        String body = Json.write(Map.of(
                "code",
                409,
                "reason",
                "Conflict",
                "details",
                Map.of(
                        "causes",
                        List.of(
                                Map.of(
                                        "reason",
                                        "FieldManagerConflict",
                                        "message",
                                        "conflict with \"kubectl-edit\" using apps/v1",
                                        "field",
                                        ".spec.template"),
                                Map.of(
                                        "reason",
                                        "FieldManagerConflict",
                                        "message",
                                        "conflict with \"kube-controller-manager\" with subresource \"scale\" using apps/v1",
                                        "field",
                                        ".spec.replicas")))));

        FieldConflict conflict = FieldConflict.of(new Answer("patch", DEPLOYMENT, 409, body, Optional.empty()));

        assertThat(conflict.fields())
                .containsExactly(
                        new FieldConflict.Field(".spec.template", "kubectl-edit", false),
                        new FieldConflict.Field(".spec.replicas", "kube-controller-manager", true));
        assertThat(conflict.aboutReplicasOnly()).isFalse();
        PaasException failure = conflict.failure(KubeObjects.deployment(
                new io.jenkins.plugins.paas.model.AppRef(
                        new io.jenkins.plugins.paas.model.AppName("orders"), new Namespace("shop")),
                1));
        assertThat(failure.problems()).hasSize(2);
        assertThat(failure).hasMessageContaining("Deployment/orders: field .spec.template");
    }
}
