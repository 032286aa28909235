package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.codec.PlanJson;
import io.jenkins.plugins.paas.engine.Difference;
import io.jenkins.plugins.paas.engine.Difference.Part;
import io.jenkins.plugins.paas.engine.FieldChange;
import io.jenkins.plugins.paas.engine.ObjectChange;
import io.jenkins.plugins.paas.engine.Place;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.ClusterSpec;
import io.jenkins.plugins.paas.model.Environment;
import io.jenkins.plugins.paas.model.Plan;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.RunSpec.GatePolicy;
import io.jenkins.plugins.paas.model.RunSpec.RolloutPolicy;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.testing.SampleRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What we write for others is as its published schema says. */
class PublishedDocumentsTest {
    private static final Difference DIFFERENCE = new Difference(
            new Place(
                    new ClusterSpec(
                            new ClusterName("prod-1"),
                            2,
                            new Environment("prod"),
                            "prod-1",
                            "{{team}}",
                            "main",
                            true,
                            Duration.ZERO,
                            Optional.empty(),
                            Optional.empty()),
                    SampleRecords.orders("trade")),
            Optional.of(7L),
            new Part(Optional.of("7-2-0123456789ab"), Optional.empty(), true, "a deploy builds it"),
            new Part(Optional.empty(), Optional.empty(), false, ""),
            List.of(
                    new ObjectChange(
                            "Deployment/orders",
                            ObjectChange.What.CHANGED,
                            List.of(
                                    new FieldChange(
                                            "spec.replicas",
                                            Optional.of(1),
                                            Optional.of(2),
                                            FieldChange.What.CHANGED,
                                            false,
                                            Optional.of("kubectl")),
                                    new FieldChange(
                                            "spec.paused",
                                            Optional.of(true),
                                            Optional.empty(),
                                            FieldChange.What.REMOVED,
                                            true,
                                            Optional.empty())),
                            true,
                            List.of(Problem.of("E_FIELD_CONFLICT", "it belongs to kubectl", "let it go"))),
                    new ObjectChange("Service/orders", ObjectChange.What.REMOVED, List.of(), false, List.of())),
            List.of("something else"));

    @Test
    void aDifference() throws Exception {
        assertThat(wrong("difference", Json.write(DifferenceJson.document(DIFFERENCE))))
                .isEmpty();
    }

    @Test
    void aPlan() throws Exception {
        Plan whole = plan(
                new GatePolicy(
                        true,
                        Duration.ofMinutes(10),
                        Optional.of(Duration.ofMinutes(5)),
                        Optional.of(Duration.ofHours(1)),
                        GatePolicy.OnTimeout.ABORT),
                new Plan.Live(Optional.of(6L), 6, Map.of("Service/orders", Plan.Live.ABSENT)));

        assertThat(wrong("plan", PlanJson.write(whole))).isEmpty();
        assertThat(wrong(
                        "plan", PlanJson.write(plan(GatePolicy.DEFAULT, new Plan.Live(Optional.empty(), 0, Map.of())))))
                .isEmpty();
    }

    @Test
    void andNothingElse() throws Exception {
        assertThat(wrong("plan", "{\"schema\": 1, \"kind\": \"Plan\"}")).isNotEmpty();
        assertThat(wrong("difference", "{\"schema\": 1, \"kind\": \"Difference\", \"changes\": -1}"))
                .isNotEmpty();
    }

    private static Plan plan(GatePolicy gates, Plan.Live live) {
        return new Plan(
                SampleRecords.release(SampleRecords.orders("trade"), 7),
                2,
                Strategy.MANUAL,
                new RolloutPolicy(Duration.ofMinutes(5), true, gates),
                Optional.of(SampleRecords.content("a", "b")),
                live);
    }

    private static List<?> wrong(String schema, String document) throws IOException {
        return List.copyOf(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("docs/schema", schema + ".schema.json")), InputFormat.JSON)
                .validate(document, InputFormat.JSON));
    }
}
