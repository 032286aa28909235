package io.jenkins.plugins.paas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever looks a code up finds it. */
class CodesTest {
    private static final Pattern SAID = Pattern.compile("\"([EW]_[A-Z0-9_]*[A-Z0-9])\"");
    private static final Pattern LISTED = Pattern.compile("(?m)^\\| `([EW]_[A-Z0-9_]+)` \\|");
    private static final Pattern DIAGNOSED = Pattern.compile("(?m)^\\s+(E_[A-Z0-9_]+)[,;(]");

    @Test
    void everyCodeThatIsSaidStandsOnItsPageAndNoOther() throws IOException {
        Set<String> said = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                find(SAID, text).forEach(said::add);
                if (file.endsWith("Diagnosis.java")) {
                    find(DIAGNOSED, text).forEach(said::add);
                }
            }
        }
        assertThat(find(LISTED, Files.readString(Path.of("docs/codes.md"))))
                .as("docs/codes.md")
                .containsExactlyElementsOf(said);
    }

    private static Stream<String> find(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
    }
}
