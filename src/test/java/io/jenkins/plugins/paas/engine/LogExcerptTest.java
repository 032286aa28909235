package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogExcerptTest {
    @Test
    void leavesLinesThatPeopleCanRead() {
        assertThat(LogExcerpt.of(List.of("ready", ""))).containsExactly("ready", "");
    }

    @Test
    void cutsALineThatNoRecordCouldHold() {
        assertThat(LogExcerpt.of(List.of("x".repeat(1 << 20), "Error: no database")))
                .containsExactly(
                        "x".repeat(LogExcerpt.LONGEST) + "... (" + ((1 << 20) - LogExcerpt.LONGEST)
                                + " more characters)",
                        "Error: no database");
    }

    @Test
    void doesNotCutThroughALetter() {
        String line = "x".repeat(LogExcerpt.LONGEST - 1) + "\uD83D\uDE80".repeat(2);

        assertThat(LogExcerpt.of(List.of(line)).get(0)).endsWith("x... (4 more characters)");
    }
}
