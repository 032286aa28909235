package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import io.jenkins.plugins.paas.codec.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a failed delivery gave as its cause, read from the document of {@code --output json}. */
record Verdict(String code, String sentence, String suggestion, List<String> evidence) {
    /** Of a delivery that must have failed. */
    static Verdict of(Result failed) {
        assertThat(failed.code()).as(failed.all()).isEqualTo(4);
        Map<?, ?> diagnosis = (Map<?, ?>) Json.read("the output", failed.out()).get("diagnosis");
        return new Verdict(
                (String) diagnosis.get("code"),
                (String) diagnosis.get("sentence"),
                (String) diagnosis.get("suggestion"),
                ((List<?>) diagnosis.get("evidence"))
                        .stream().map(String.class::cast).toList());
    }

    /** It is this cause, told in a sentence, shown by what the cluster said, with a page to read. */
    void is(String expected, String inSentence, String inEvidence) {
        assertThat(code).as(toString()).isEqualTo(expected);
        assertThat(sentence).as(toString()).contains(inSentence).endsWith(".");
        assertThat(evidence).as(toString()).anyMatch(line -> line.contains(inEvidence));
        String page =
                "docs/diagnosis/" + expected.toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".md";
        assertThat(suggestion).contains("See " + page);
        assertThat(Path.of(page)).isRegularFile();
    }
}
