package io.jenkins.plugins.paas.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.Sha256;
import io.jenkins.plugins.paas.port.AuditLog.Segment;
import io.jenkins.plugins.paas.testing.SampleRecords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditExportTest {
    @Test
    void writesOneRowForEachRecord() {
        String line = line(SampleRecords.ACTOR, Map.of("b", "2", "a", "say \"hi\", please"));
        List<String> rows = AuditExport.csv(segments(line)).toList();
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).startsWith("\"number\",\"time\",\"user\"").endsWith("\"previous\",\"hash\"");
        assertThat(rows.get(1))
                .isEqualTo("\"1\",\"2026-11-21T10:15:30.125Z\",\"system:serviceaccount:ci:deployer\","
                        + "\"system:serviceaccounts trade\",\"\",\"gitlab\",\"Zoë 王\",\"https://ci.example.com/jobs/7\","
                        + "\"DEPLOY_ENDED\",\"local-1\",\"trade\",\"orders\",\"7\",\"GOOD\","
                        + "\"{\"\"a\"\":\"\"say \\\"\"hi\\\"\", please\"\",\"\"b\"\":\"\"2\"\"}\",\""
                        + AuditRecord.GENESIS + "\",\"" + Sha256.of(line) + "\"");
    }

    @Test
    void turnsFormulasIntoText() {
        for (String formula : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1")) {
            String line = line(
                    new Actor(
                            new Actor.Identity("anna", List.of()), Optional.of(new Actor.Claim("shell", formula, ""))),
                    Map.of());
            assertThat(AuditExport.csv(segments(line)).toList().get(1)).contains("\"'" + formula + "\"");
        }
    }

    @Test
    void showsALineThatIsNoRecord() {
        assertThat(AuditExport.csv(segments("=cmd \"x\"")).toList().get(1))
                .contains("\"UNREADABLE\"")
                .contains("\"'=cmd \"\"x\"\"\"");
    }

    @Test
    void copiesLinesAsTheyAre() {
        assertThat(AuditExport.jsonLines(segments(" {} ", "broken"))).containsExactly(" {} ", "broken");
    }

    private static List<Segment> segments(String... lines) {
        return List.of(new Segment("segment 1", 1, List.of(lines)));
    }

    private static String line(Actor actor, Map<String, String> details) {
        return AuditChain.next(
                        Optional.empty(),
                        new AuditEntry(
                                SampleRecords.NOW,
                                actor,
                                Action.DEPLOY_ENDED,
                                SampleRecords.orders("trade"),
                                SampleRecords.CLUSTER,
                                Optional.of(7L),
                                "GOOD",
                                details))
                .line();
    }
}
