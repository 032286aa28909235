package io.jenkins.plugins.paas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.Approval;
import io.jenkins.plugins.paas.model.ApprovalRule;
import io.jenkins.plugins.paas.model.Approver;
import io.jenkins.plugins.paas.model.Consent;
import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Gate;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Move;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Person;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.RunSpec;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.testing.SampleRecords;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {
    private static final Rollout ROLLOUT = SampleRecords.rollout(SampleRecords.orders("trade"), 1, 7);
    private static final Diagnosis DIAGNOSIS = new Diagnosis(
            Diagnosis.Code.E_IMAGE_NOT_FOUND,
            "no such image",
            "build it",
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of(new Event.Started("building"), "\"event\":\"started\",\"what\":\"building\"}"),
                Arguments.of(
                        new Event.Finished("building", "done", Duration.ofMillis(1500)),
                        "\"event\":\"finished\",\"what\":\"building\",\"result\":\"done\",\"took\":\"PT1.5S\"}"),
                Arguments.of(
                        new Event.Progress("push", 3, 9, "bytes"),
                        "\"event\":\"progress\",\"what\":\"push\",\"done\":3,\"total\":9,\"unit\":\"bytes\"}"),
                Arguments.of(
                        new Event.Output("mvn", "a\n\"b\""),
                        "\"event\":\"output\",\"from\":\"mvn\",\"line\":\"a\\n\\\"b\\\"\"}"),
                Arguments.of(
                        new Event.Stepped(ROLLOUT),
                        "\"event\":\"stepped\",\"rollout\":" + RolloutJson.write(ROLLOUT) + "}"),
                Arguments.of(
                        new Event.Diagnosed(ROLLOUT, DIAGNOSIS),
                        "\"event\":\"diagnosed\",\"release\":7,\"step\":\"PLANNED\",\"diagnosis\":{\"code\":"
                                + "\"E_IMAGE_NOT_FOUND\",\"sentence\":\"no such image\",\"suggestion\":\"build it\","
                                + "\"evidence\":[],\"logTail\":[]}}"),
                Arguments.of(
                        new Event.Approved(
                                ROLLOUT,
                                new Approval(
                                        new Move.Promote(new Grant.More(2)),
                                        new Actor(
                                                new Actor.Identity("ci", List.of()),
                                                Optional.of(new Person("gitlab", "bob", List.of("ops"))),
                                                Optional.empty()),
                                        SampleRecords.NOW),
                                1,
                                2),
                        "\"event\":\"approved\",\"release\":7,\"approval\":{\"move\":\"MORE\",\"amount\":2,\"by\":{"
                                + "\"user\":\"ci\",\"groups\":[],\"vouched\":{\"source\":\"gitlab\",\"user\":\"bob\","
                                + "\"groups\":[\"ops\"]}},\"at\":\"2026-11-21T10:15:30.125Z\"},\"counted\":1,\"needed\":2}"),
                Arguments.of(
                        new Event.Warned("W_X", "mind"), "\"event\":\"warned\",\"code\":\"W_X\",\"text\":\"mind\"}"),
                Arguments.of(new Event.Noted("so"), "\"event\":\"noted\",\"text\":\"so\"}"),
                Arguments.of(
                        new Event.Seen(ROLLOUT, Observation.NOTHING),
                        "\"event\":\"seen\",\"release\":7,\"step\":\"PLANNED\",\"pods\":[]}"),
                Arguments.of(new Event.Seen(ROLLOUT, seen()), SEEN));
    }

    private static final String SEEN = "\"event\":\"seen\",\"release\":7,\"step\":\"PLANNED\",\"workload\":{\"kind\":"
            + "\"Deployment\",\"name\":\"orders\",\"release\":7,\"desired\":3,\"total\":4,\"updated\":1,\"ready\":3,"
            + "\"available\":3,\"paused\":false},\"pods\":[{\"name\":\"orders-1\",\"release\":7,\"phase\":\"Pending\","
            + "\"reason\":\"\",\"message\":\"the kubelet's words\",\"ready\":false,\"leaving\":false,\"createdAt\":\"2026-11-21T10:15:30.125Z\",\"restarts\":0,"
            + "\"containers\":[{\"name\":\"app\",\"init\":false,\"image\":\"i\",\"ready\":false,\"restarts\":0,\"state\":"
            + "\"waiting\",\"reason\":\"ErrImagePull\",\"message\":\"not found\"}]}]}";

    private static Observation seen() {
        return new Observation(
                Optional.of(new Observation.WorkloadView(
                        RunSpec.Workload.DEPLOYMENT,
                        "orders",
                        2,
                        2,
                        Optional.of(7L),
                        Optional.empty(),
                        "fingerprint",
                        3,
                        4,
                        1,
                        3,
                        3,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Pace.DEFAULT,
                        0,
                        List.of())),
                List.of(),
                List.of(new Observation.PodView(
                        "orders-1",
                        Optional.of(7L),
                        "abc",
                        Optional.empty(),
                        "Pending",
                        "",
                        "the kubelet's words",
                        false,
                        SampleRecords.NOW,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        List.of(new Observation.ContainerView(
                                "app",
                                false,
                                "i",
                                false,
                                false,
                                0,
                                new Observation.State.Waiting("ErrImagePull", "not found"),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of())),
                        List.of())),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    @Test
    void aGateTellsWhoApprovedAndWhoIsMissing() {
        ApprovalRule rule = new ApprovalRule(
                List.of(
                        new Approver(Approver.Kind.GROUP, Person.CLUSTER, "managers"),
                        new Approver(Approver.Kind.USER, "gitlab", "bob")),
                2,
                true,
                false);
        Actor alice = new Actor(new Actor.Identity("alice", List.of("managers")), Optional.empty());
        Consent consent =
                Consent.asking(rule).with(new Approval(new Move.Promote(new Grant.All()), alice, SampleRecords.NOW));
        Rollout asked = ROLLOUT.asking(consent);
        Gate gate = new Gate(asked, List.of(), Map.of(), List.of(), Map.of(), 3, 3, Optional.empty(), Optional.empty());

        assertThat(Json.write(EventJson.tree(new Event.AtGate(gate))))
                .endsWith("\"approvals\":{\"needed\":2,\"by\":[\"managers\",\"user:gitlab:bob\"],\"notByAuthor\":true,"
                        + "\"breakGlass\":false,\"moves\":[{\"move\":\"all\",\"missing\":1,\"approvals\":[{\"user\":"
                        + "\"alice\",\"source\":\"cluster\",\"at\":\"2026-11-21T10:15:30.125Z\"}]}]}}}");
    }

    @Test
    void aGateAtWhichNobodyIsAskedTellsNothingOfIt() {
        Gate gate =
                new Gate(ROLLOUT, List.of(), Map.of(), List.of(), Map.of(), 3, 3, Optional.empty(), Optional.empty());

        assertThat(Json.write(EventJson.tree(new Event.AtGate(gate)))).doesNotContain("approvals");
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsOneNumberedLine(Event event, String rest) {
        assertThat(EventJson.line(4, SampleRecords.NOW, event))
                .isEqualTo("{\"schema\":1,\"number\":4,\"at\":\"2026-11-21T10:15:30.125Z\"," + rest);
    }
}
