package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {
    @Test
    void whatSteersATerminalIsShownInsteadOfObeyed() {
        assertThat(Visible.text("a\u001b[2Jb\u0007\r\u009b1m\u007f"))
                .isEqualTo("a\\u001b[2Jb\\u0007\\u000d\\u009b1m\\u007f");
    }

    @Test
    void whatTurnsOrHidesLettersIsShown() {
        assertThat(Visible.text("a\u202Eb\u2066\u200B\uFEFF\uD800")).isEqualTo("a\\u202eb\\u2066\\u200b\\ufeff\\ud800");
    }

    @Test
    void lettersOfAllLanguagesAndEmojisStay() {
        String text = "Größe, 大小, размер, می\u200Cخواهم, 👩\u200D🔧\tend";
        assertThat(Visible.line(text)).isEqualTo(text);
    }

    @Test
    void newlinesStayWhereThereMayBeSome() {
        assertThat(Visible.text("a\nb")).isEqualTo("a\nb");
        assertThat(Visible.page("a\nb")).isEqualTo("a\nb");
        assertThat(Visible.line("a\nb")).isEqualTo("a\\nb");
        assertThat(Visible.painted("a\nb")).isEqualTo("a\\nb");
    }

    @Test
    void coloursStayAndEndWithTheLine() {
        assertThat(Visible.painted("\u001b[1;31mred\u001b[0m end")).isEqualTo("\u001b[1;31mred\u001b[0m end");
        assertThat(Visible.painted("\u001b[31mred")).isEqualTo("\u001b[31mred\u001b[0m");
        assertThat(Visible.painted("\u001b[31mred\u001b]0;title\u0007"))
                .isEqualTo("\u001b[31mred\\u001b]0;title\\u0007\u001b[0m");
        assertThat(Visible.text("\u001b[31mred")).isEqualTo("\\u001b[31mred");
    }
}
