package io.jenkins.plugins.paas.spec;

import static io.jenkins.plugins.paas.spec.Documents.problemsOfApp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a text that is no YAML, or not the kind of it that we read. */
class SyntaxTest {
    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("", "E_MISSING paas.yaml:1:1 the file is empty"),
                arguments("# only a comment\n", "E_MISSING paas.yaml:1:1 the file is empty"),
                arguments("---\n", "E_MISSING paas.yaml:1:1 the file is empty"),
                arguments("hello\n", "E_TYPE paas.yaml:1:1 the file holds 'hello'"),
                arguments("- a\n- b\n", "E_TYPE paas.yaml:1:1 the file holds a list"),
                arguments("app: a\n---\napp: b\n", "E_SYNTAX paas.yaml:3:1 a second document starts here"),
                arguments("app: a\nenv:\n\tA: b\n", "E_SYNTAX paas.yaml:3:1 a tab stands here"),
                arguments("app: a\nteam: x: y\n", "E_SYNTAX paas.yaml:2:8 a ':' stands where no key can be"),
                arguments("app: 'a\nteam: b\n", "E_SYNTAX paas.yaml:3:1 a quoted text does not end"),
                arguments(
                        "app: \"a\\q\"\n",
                        "E_SYNTAX paas.yaml:1:9 a '\\' in double quotes does not stand for anything"),
                arguments(
                        "env: {A: b\nteam: c\n",
                        "E_SYNTAX paas.yaml:2:5 a '{' or '[' is not closed, or a comma is missing"),
                arguments("app: @a\n", "E_SYNTAX paas.yaml:1:6 a value cannot start with this character"),
                arguments("app: a\n  team: b\n", "E_SYNTAX paas.yaml:2:7 a ':' stands where no key can be"),
                arguments("app: a\nteam\nport: 1\n", "E_SYNTAX paas.yaml:3:1 a ':' is missing"),
                arguments(
                        "env:\n    A: 1\n  B: 2\n",
                        "E_SYNTAX paas.yaml:3:3 this line does not fit the lines around it"),
                arguments("app: *a\n", "E_SYNTAX paas.yaml:1:6 an alias has no anchor"),
                arguments("app: a\u0000b\n", "E_SYNTAX paas.yaml:1:7 a control character stands here"),
                arguments("app: &a {x: *a}\n", "E_SYNTAX paas.yaml:1:6 app: an alias stands within what it repeats"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("texts")
    void saysInPlainWordsWhereTheTextGoesWrong(String text, String said) {
        assertThat(problemsOfApp(text))
                .map(problem -> problem.code() + " " + problem)
                .anySatisfy(problem -> assertThat(problem).startsWith(said));
        assertThat(problemsOfApp(text))
                .allSatisfy(problem -> assertThat(problem.hint()).isNotEmpty());
    }

    @Test
    void refusesAliasesThatBlowTheFileUp() {
        String bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
                + IntStream.range(1, 12)
                        .mapToObj(i -> "a" + i + ": &a" + i + " ["
                                + Stream.generate(() -> "*a" + (i - 1)).limit(9).collect(Collectors.joining(", "))
                                + "]\n")
                        .collect(Collectors.joining());

        assertThat(problemsOfApp(bomb)).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("E_SYNTAX");
            assertThat(problem.what()).contains("alias");
        });
    }

    @Test
    void takesSettingsOfHundredsOfClustersFromOne() {
        StringBuilder text = new StringBuilder("registries: {main: {url: registry.example.com/apps}}\nclusters:\n"
                + "  c0: &usual {id: 0, environment: test, context: c, registry: main}\n");
        for (int i = 1; i <= 300; i++) {
            text.append("  c" + i + ": {<<: *usual, id: " + i + "}\n");
        }

        assertThat(Documents.problemsOfPlatform(text.toString())).isEmpty();
    }

    @Test
    void refusesNestingThatWouldExhaustTheParser() {
        assertThat(problemsOfApp("a: " + "[".repeat(100_000)))
                .map(problem -> problem.what())
                .containsExactly("the nesting is too deep");
        assertThat(problemsOfApp("- ".repeat(100_000)))
                .map(problem -> problem.what())
                .containsExactly("the nesting is too deep");
        String stairs =
                IntStream.range(0, 1_300).mapToObj(i -> " ".repeat(i) + "a:\n").collect(Collectors.joining());
        assertThat(problemsOfApp(stairs)).map(problem -> problem.what()).containsExactly("the nesting is too deep");
    }

    @Test
    void refusesAFileThatIsFarTooLarge() {
        assertThat(problemsOfApp("#".repeat(2 << 20)))
                .map(problem -> problem.what())
                .containsExactly("the file is larger than 1 MiB");
    }

    @Test
    void refusesTagsOfOtherPrograms() {
        assertThat(problemsOfApp(Documents.SMALL_APP + "port: !Ref x\nenv: !!set {a, b}\n"))
                .map(problem -> problem.code() + " " + problem.where().orElseThrow())
                .contains("E_SYNTAX paas.yaml:4:7", "E_SYNTAX paas.yaml:5:6");
    }

    @Test
    void refusesKeysThatAreNoWords() {
        assertThat(problemsOfApp(Documents.SMALL_APP + "{a: b}: c\n[d]: e\n"))
                .map(problem -> problem.code() + " " + problem.where().orElseThrow())
                .containsExactly("E_TYPE paas.yaml:4:1", "E_TYPE paas.yaml:5:1");
    }
}
