package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        Table table = new Table("NAME", "N").row("a-long-name", "1").row("b", "22");

        assertThat(table.lines()).containsExactly("NAME         N", "a-long-name  1", "b            22");
    }
}
