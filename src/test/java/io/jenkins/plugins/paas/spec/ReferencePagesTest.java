package io.jenkins.plugins.paas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The reference pages keep step with the code. */
class ReferencePagesTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

    @ParameterizedTest
    @EnumSource(Section.class)
    void nameEveryKey(Section section) {
        String pages = page("paas") + page("platform");

        assertThat(section.keys()).allSatisfy(key -> assertThat(pages).containsPattern("\\b" + key + "\\b"));
    }

    @ParameterizedTest
    @CsvSource({"paas, 'app: orders'", "platform, 'registries:'"})
    void beginWithAnExampleThatIsAccepted(String name, String start) {
        String example = EXAMPLE.matcher(page(name))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();

        assertThat(example).startsWith(start);
        assertThat(name.equals("paas") ? Documents.problemsOfApp(example) : Documents.problemsOfPlatform(example))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource("paas")
    void showOnlyAcceptedPieces(String name) {
        Stream<String> pieces = EXAMPLE.matcher(page(name))
                .results()
                .map((MatchResult found) -> found.group(1))
                .skip(1);

        assertThat(pieces)
                .allSatisfy(piece -> assertThat(Documents.problemsOfApp(Documents.SMALL_APP + piece))
                        .isEmpty());
    }

    private static String page(String name) {
        try {
            return Files.readString(Path.of("docs", name + "-yaml.md"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
