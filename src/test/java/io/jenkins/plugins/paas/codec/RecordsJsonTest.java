package io.jenkins.plugins.paas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Approval;
import io.jenkins.plugins.paas.model.ApprovalRule;
import io.jenkins.plugins.paas.model.Approver;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.CommitId;
import io.jenkins.plugins.paas.model.Consent;
import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.ImageTag;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Move;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Person;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.RunSpec;
import io.jenkins.plugins.paas.model.Staging;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.port.ReleaseStore;
import io.jenkins.plugins.paas.testing.SampleRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsJsonTest {
    private static final AppRef ORDERS = SampleRecords.orders("trade");
    private static final String WHAT = "Secret/paas.release.orders.7";

    @Test
    void everyReleaseComesBackAsItWas() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            Release release = release(random);
            String json = ReleaseJson.write(release);
            Release back = ReleaseJson.read(WHAT, json);
            assertThat(back).isEqualTo(release);
            assertThat(ReleaseJson.write(back)).isEqualTo(json);
            assertThat(Gzip.unpack(WHAT, Gzip.pack(json))).isEqualTo(json);
        }
    }

    @Test
    void everyRolloutComesBackAsItWas() {
        Random random = new Random(8);
        for (int i = 0; i < 300; i++) {
            Rollout rollout = rollout(random);
            assertThat(RolloutJson.read("ConfigMap/paas.rollout.orders", RolloutJson.write(rollout)))
                    .isEqualTo(rollout);
        }
    }

    @Test
    void everyEntryComesBackAsItWas() {
        Random random = new Random(9);
        for (int i = 0; i < 100; i++) {
            ReleaseStore.Entry entry = EntryJson.of(release(random), one(random, Release.Verdict.values()));
            assertThat(EntryJson.read(WHAT, EntryJson.write(entry))).isEqualTo(entry);
        }
    }

    @Test
    void everyAuditRecordComesBackFromOneLine() {
        Random random = new Random(10);
        for (int i = 0; i < 300; i++) {
            AuditRecord record = new AuditRecord(
                    1 + Math.abs(random.nextLong() >> 1),
                    Instant.ofEpochMilli(random.nextInt() * 1000L + random.nextInt(1000)),
                    actor(random),
                    one(random, AuditRecord.Action.values()),
                    ORDERS,
                    SampleRecords.CLUSTER,
                    optional(random, 1L + random.nextInt(100)),
                    text(random),
                    Map.of(text(random), text(random)),
                    AuditRecord.GENESIS);
            String line = AuditJson.line(record);
            assertThat(line).doesNotContain("\n", "\r");
            assertThat(AuditJson.record("line", line)).isEqualTo(record);
            assertThat(AuditJson.link("line", line)).isEqualTo(new AuditJson.Link(record.number(), record.previous()));
        }
    }

    @Test
    void linesEndAtLineFeedsOnly() {
        List<String> lines = List.of("a\rb", "c\u2028d", "", "e");
        assertThat(AuditJson.split(AuditJson.join(lines))).isEqualTo(lines);
        assertThat(AuditJson.split("")).isEmpty();
    }

    @Test
    void objectsKeepTheOrderOfTheirKeysAndTheTypesOfTheirNumbers() {
        String json = "{\"z\":1,\"a\":{\"y\":2147483648,\"b\":-1},\"m\":[1.0,0.5,true,\"1\"],\"e\":{},\"l\":[]}";
        Map<String, Object> tree = Json.read("a text", json);
        assertThat(tree.keySet()).containsExactly("z", "a", "m", "e", "l");
        assertThat(tree.get("z")).isEqualTo(1);
        assertThat(tree.get("a")).isEqualTo(Map.of("y", 2147483648L, "b", -1));
        assertThat(Json.write(tree)).isEqualTo(json);
    }

    @Test
    void aMemberThatIsNullCountsAsMissing() {
        assertThat(Json.read("a text", "{\"a\":null,\"b\":{\"c\":null}}")).isEqualTo(Map.of("b", Map.of()));
    }

    @Test
    void ignoresFieldsOfLaterVersions() {
        Release release = SampleRecords.release(ORDERS, 7);
        String json = ReleaseJson.write(release)
                .replaceFirst("\\{", "{\"later\":{\"a\":[1,null]},".replace(",null", ""))
                .replace("\"groups\"", "\"more\":1,\"groups\"");
        assertThat(ReleaseJson.read(WHAT, json)).isEqualTo(release);
    }

    @Test
    void saysThatANewerVersionIsNeeded() {
        String json = ReleaseJson.write(SampleRecords.release(ORDERS, 7)).replace("\"schema\":1", "\"schema\":2");
        assertThat(unreadable(json)).contains("newer paas").contains("schema 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "nonsense",
                "{\"a\":1",
                "{} {}",
                "{\"schema\":1,\"schema\":1}",
                "{\"schema\":\"1\"}",
                "{\"schema\":1.5}",
                "{}"
            })
    void namesTheObjectThatCannotBeRead(String json) {
        assertThat(unreadable(json)).startsWith(WHAT);
    }

    @Test
    void namesTheFieldThatIsWrong() {
        String json = ReleaseJson.write(SampleRecords.release(ORDERS, 7));
        assertThat(unreadable(json.replace("\"config\":2", "\"config\":\"2\""))).contains("config is not");
        assertThat(unreadable(json.replace("\"config\":2", "\"config\":2147483648")))
                .contains("config is no whole");
        assertThat(unreadable(json.replace("\"kind\":\"Deployment\"", "\"kind\":7")))
                .contains("objects[0].kind is not text");
        assertThat(unreadable(json.replace("\"metadata\":{", "\"metadata\":{}, \"x\":{")))
                .contains("objects[0].metadata.name is missing");
        assertThat(unreadable(json.replace("\"objects\":[{", "\"objects\":[7,{")))
                .contains("objects[0] is no object");
        assertThat(unreadable(json.replace("\"groups\":[", "\"groups\":[7,"))).contains("createdBy.groups holds");
    }

    @Test
    void repeatsNothingOfWhatARecordHolds() {
        String json = ReleaseJson.write(SampleRecords.release(ORDERS, 7));
        assertThat(unreadable(json.replace("\"7-1-0123456789ab\"", "\"s3cret\"")))
                .doesNotContain("s3cret");
        assertThat(unreadable("{\"password\": s3cret}")).doesNotContain("s3cret");
        assertThat(unreadable(json.replace("\"createdAt\":\"2026", "\"createdAt\":\"s3cret")))
                .doesNotContain("s3cret");
    }

    @Test
    void refusesBytesThatAreNoGzip() {
        byte[] packed = Gzip.pack("{}");
        packed[packed.length - 5] ^= 1;
        for (byte[] broken : List.of(new byte[0], new byte[] {1, 2, 3}, packed)) {
            PaasException refused = catchThrowableOfType(PaasException.class, () -> Gzip.unpack(WHAT, broken));
            assertThat(refused.code()).isEqualTo("E_RECORD_UNREADABLE");
        }
    }

    @Test
    void hasNoJsonForNumbersThatJsonHasNot() {
        assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> Json.write(Map.of("a", Double.NaN))))
                .hasMessageContaining("NaN");
    }

    private static String unreadable(String json) {
        PaasException refused = catchThrowableOfType(PaasException.class, () -> ReleaseJson.read(WHAT, json));
        assertThat(refused).as(json).isNotNull();
        assertThat(refused.code()).isEqualTo("E_RECORD_UNREADABLE");
        return refused.getMessage();
    }

    private static Release release(Random random) {
        ImageTag tag = new ImageTag(
                1 + random.nextInt(1000),
                random.nextInt(9),
                new CommitId("0123456789ab" + (random.nextBoolean() ? ".dirty" : "")));
        Repository repository = new Repository(random.nextBoolean() ? "127.0.0.1:5000" : "registry", "a/b/orders");
        Digest digest = new Digest("sha256:" + "0f".repeat(32));
        ImageRef image = switch (random.nextInt(3)) {
            case 0 -> ImageRef.tagged(repository, tag.toString());
            case 1 -> ImageRef.tagged(repository, tag.toString()).pinned(digest);
            default -> new ImageRef(repository, Optional.empty(), Optional.of(digest));
        };
        List<KubeObject> objects = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("apiVersion", "v1");
            body.put("kind", "ConfigMap");
            body.put("metadata", Map.of("name", "object-" + i));
            body.put("data", value(random, 3));
            objects.add(new KubeObject("v1", "ConfigMap", "object-" + i, body));
        }
        return new Release(
                1 + random.nextInt(1000),
                ORDERS,
                SampleRecords.CLUSTER,
                tag,
                image,
                optional(random, random.nextInt(50)),
                objects,
                time(random),
                actor(random),
                optional(random, text(random)));
    }

    private static Rollout rollout(Random random) {
        return new Rollout(
                terms(random),
                one(random, Rollout.Step.values()),
                time(random),
                time(random),
                random.nextInt(50),
                optional(random, new Rollout.Template(text(random), random.nextBoolean())),
                optional(
                        random,
                        new Diagnosis(
                                one(random, Diagnosis.Code.values()),
                                text(random),
                                text(random),
                                optional(random, text(random)),
                                optional(random, text(random)),
                                List.of(text(random)),
                                List.of(text(random), text(random)))),
                optional(random, staging(random)),
                optional(random, consent(random)));
    }

    private static Rollout.Terms terms(Random random) {
        return new Rollout.Terms(
                ORDERS,
                SampleRecords.CLUSTER,
                1 + random.nextInt(1000),
                one(random, Rollout.Kind.values()),
                one(random, Strategy.values()),
                1 + random.nextInt(1000),
                optional(random, 1L + random.nextInt(100)),
                policy(random),
                Duration.ofSeconds(random.nextInt(1000)),
                actor(random),
                time(random),
                optional(random, text(random)));
    }

    private static RunSpec.RolloutPolicy policy(Random random) {
        Duration timeout = Duration.ofMillis(random.nextInt(1_000_000));
        return random.nextBoolean()
                ? new RunSpec.RolloutPolicy(timeout, random.nextBoolean())
                : new RunSpec.RolloutPolicy(
                        timeout,
                        random.nextBoolean(),
                        new RunSpec.GatePolicy(
                                random.nextBoolean(),
                                Duration.ofSeconds(random.nextInt(600)),
                                optional(random, Duration.ofMinutes(random.nextInt(60))),
                                optional(random, Duration.ofHours(random.nextInt(60))),
                                one(random, RunSpec.GatePolicy.OnTimeout.values())));
    }

    private static Staging staging(Random random) {
        Pin pin = switch (random.nextInt(3)) {
            case 0 -> new Pin.None();
            case 1 -> new Pin.OfSet("hash" + random.nextInt(9));
            default -> new Pin.OfRelease(1 + random.nextInt(99));
        };
        return new Staging(
                pace(random),
                pace(random),
                optional(random, pin),
                random.nextInt(9),
                random.nextInt(101),
                optional(random, time(random)),
                optional(random, time(random)),
                optional(random, time(random)),
                Duration.ofMillis(random.nextInt(1_000_000)),
                Duration.ofDays(random.nextInt(9)),
                random.nextBoolean() ? Set.of() : Set.of(one(random, Staging.Hand.values())));
    }

    private static Consent consent(Random random) {
        ApprovalRule rule = new ApprovalRule(
                List.of(new Approver(one(random, Approver.Kind.values()), text(random), text(random))),
                1 + random.nextInt(5),
                random.nextBoolean(),
                random.nextBoolean());
        List<Approval> given = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            given.add(new Approval(move(random), actor(random), time(random)));
        }
        return new Consent(
                rule, given, optional(random, new Consent.BrokenGlass(actor(random), text(random), time(random))));
    }

    private static Move move(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Move.Supersede();
            case 1 -> new Move.Promote(new Grant.All());
            case 2 -> new Move.Promote(new Grant.More(1 + random.nextInt(9)));
            default -> new Move.Promote(new Grant.Share(1 + random.nextInt(100)));
        };
    }

    private static Pace pace(Random random) {
        return random.nextBoolean()
                ? Pace.frozen("100%")
                : new Pace(random.nextInt(30), optional(random, random.nextInt(900)), "25%", "0");
    }

    @Test
    void aRecordFromBeforeThereWereGatesIsStillRead() {
        Rollout plain = SampleRecords.rollout(ORDERS, 1, 7);
        String json = RolloutJson.write(plain);

        assertThat(json).doesNotContain("gates").doesNotContain("staging");
        assertThat(RolloutJson.read("ConfigMap/paas.rollout.orders", json)
                        .policy()
                        .gates())
                .isEqualTo(RunSpec.GatePolicy.DEFAULT);
    }

    @Test
    void aRecordThatKnowsTheImageAloneIsStillReadAndTakesTheNextTemplateThatItSees() {
        String json = RolloutJson.write(SampleRecords.rollout(ORDERS, 1, 7));
        String before =
                json.replace("\"mostReady\":0", "\"mostReady\":0,\"template\":\"registry.example.com/apps/orders:7\"");

        assertThat(before).isNotEqualTo(json).doesNotContain("arrived");
        assertThat(RolloutJson.read("ConfigMap/paas.rollout.orders", before)).isEqualTo(RolloutJson.read("same", json));
    }

    @Test
    void aRecordFromBeforeThereWereApprovalsIsStillRead() {
        Rollout before = SampleRecords.rollout(ORDERS, 1, 7).staged(Staging.planned(Pace.DEFAULT, Pace.DEFAULT));
        String json = RolloutJson.write(before);

        assertThat(json).doesNotContain("consent").doesNotContain("vouched").doesNotContain("commitAuthor");
        assertThat(RolloutJson.read("ConfigMap/paas.rollout.orders", json)).isEqualTo(before);
    }

    private static Object value(Random random, int depth) {
        switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0:
                return random.nextInt();
            case 1:
                return (1L << 40) + random.nextInt();
            case 2:
                return random.nextDouble();
            case 3:
                return random.nextBoolean();
            case 4:
                return text(random);
            case 5:
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                return list;
            default:
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(text(random), value(random, depth - 1));
                }
                return map;
        }
    }

    private static Actor actor(Random random) {
        return new Actor(
                new Actor.Identity(text(random), List.of(text(random), text(random))),
                optional(random, new Person(text(random), text(random), List.of(text(random)))),
                optional(random, new Actor.Claim(text(random), text(random), text(random), text(random))));
    }

    private static Instant time(Random random) {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    private static String text(Random random) {
        String alphabet = "abc 019\"\\/\n\r\t\u0000\u001f\u007fäß\u2028王\ufeff{}[]:,'=$";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(random.nextInt(10) == 0 ? "😀" : alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static <T> Optional<T> optional(Random random, T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    @SafeVarargs
    private static <T> T one(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }
}
