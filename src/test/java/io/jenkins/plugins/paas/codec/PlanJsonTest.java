package io.jenkins.plugins.paas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Plan;
import io.jenkins.plugins.paas.model.RunSpec.GatePolicy;
import io.jenkins.plugins.paas.model.RunSpec.RolloutPolicy;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.testing.SampleRecords;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans as files. */
class PlanJsonTest {
    private static final Plan PLAN = new Plan(
            SampleRecords.release(SampleRecords.orders("trade"), 7),
            3,
            Strategy.CANARY,
            new RolloutPolicy(
                    Duration.ofMinutes(5),
                    false,
                    new GatePolicy(
                            false,
                            Duration.ofMinutes(1),
                            Optional.of(Duration.ofMinutes(2)),
                            Optional.empty(),
                            GatePolicy.OnTimeout.PROMOTE)),
            Optional.of(SampleRecords.content("a.properties", "text=\"ü 王\"\n")),
            new Plan.Live(Optional.of(6L), 6, Map.of("Deployment/orders", "ab", "Service/orders", Plan.Live.ABSENT)));

    @Test
    void aPlanComesBackAsItWasWithItsHash() {
        PlanJson.Sealed back = PlanJson.read("plan.json", PlanJson.write(PLAN));

        assertThat(back.plan()).isEqualTo(PLAN);
        assertThat(back.hash()).isEqualTo(PlanJson.hash(PLAN)).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void aPlanOfAFirstReleaseWithoutConfigComesBackAsItWas() {
        Plan first = new Plan(
                PLAN.release(),
                0,
                Strategy.ROLLING,
                new RolloutPolicy(Duration.ofMinutes(5), true),
                Optional.empty(),
                new Plan.Live(Optional.empty(), 0, Map.of()));

        assertThat(PlanJson.read("plan.json", PlanJson.write(first)).plan()).isEqualTo(first);
    }

    @Test
    void neitherSpacesNorOrderMatterToTheHash() {
        Map<String, Object> members = new TreeMap<>(Json.read("plan", PlanJson.write(PLAN)));

        assertThat(PlanJson.read("plan.json", Json.write(members)).hash()).isEqualTo(PlanJson.hash(PLAN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"replicas\" : 3", "CANARY", "ab\"", "text=", "registry.example.com:5000", "PT5M"})
    void aChangedValueIsNoticed(String value) {
        String text = PlanJson.write(PLAN);
        assertThat(text).contains(value);
        String changed =
                text.replaceFirst(java.util.regex.Pattern.quote(value), value.substring(0, value.length() - 1) + "9");

        PaasException refused = failure(changed.replace("CANAR9", "MANUAL").replace("ab9", "ac\""));

        assertThat(refused.code()).isIn("E_PLAN_HASH", "E_PLAN_UNREADABLE");
        assertThat(refused.outcome()).isEqualTo(Outcome.INVALID);
    }

    @Test
    void aMemberThatIsAddedIsNoticed() {
        Map<String, Object> members = new LinkedHashMap<>(Json.read("plan", PlanJson.write(PLAN)));
        members.put("more", true);

        assertThat(failure(Json.write(members)).code()).isEqualTo("E_PLAN_HASH");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no JSON", "{}", "[]", "{\"schema\": 1, \"kind\": \"Release\"}", "{\"kind\": \"Plan\"}"})
    void whatIsNoPlanIsRefusedAsSuch(String text) {
        PaasException refused = failure(text);

        assertThat(refused.code()).isEqualTo("E_PLAN_UNREADABLE");
        assertThat(refused.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(refused.problems().get(0).what()).contains("plan.json");
    }

    private static PaasException failure(String text) {
        return catchThrowableOfType(PaasException.class, () -> PlanJson.read("plan.json", text));
    }
}
