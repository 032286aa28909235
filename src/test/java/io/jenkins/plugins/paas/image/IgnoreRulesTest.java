package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data | data | true",
                "data;!README.md | data | true",
                "data;!data2/x | data | true",
                "data;!da | data | true",
                "data;!*.md | data | true",
                "*;!src/*.js | data | true",
                "*;!src/*.js | src | false",
                "data;!data/keep/x | data | false",
                "data;!data/keep/x | data/keep | false",
                "data;!data/keep/x | data/other | true",
                "data;!d*/x | data | false",
                "data;!**/*.md | data | false",
                "data;!data | data | false",
                "other | data | false",
            })
    void looksOnlyIntoFoldersOfWhichSomethingMayBeKept(String lines, String folder, boolean all) {
        IgnoreRules rules = IgnoreRules.parse(".dockerignore", lines.replace(';', '\n'));
        assertThat(rules.ignoresAllOf(folder)).isEqualTo(all);
        assertThat(rules.below("part").ignoresAllOf("part/" + folder)).isEqualTo(all);
    }
}
