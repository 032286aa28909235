package io.jenkins.plugins.paas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, reading it gives a result or problems that have a place. */
class FuzzTest {
    private static final int ROUNDS = 1_500;

    private static final List<String> FRAGMENTS = List.of(
            ":",
            ": ",
            "-",
            "- ",
            "? ",
            "\n",
            "\n  ",
            "\n\n",
            " ",
            "\t",
            "{",
            "}",
            "[",
            "]",
            "{}",
            "[]",
            ",",
            "&a ",
            "*a",
            "<<: *a",
            "<<: ",
            "!!set ",
            "!x ",
            "|\n",
            ">-\n",
            "'",
            "\"",
            "\\",
            "#",
            " #",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "null",
            "~",
            "true",
            "yes",
            "0x1F",
            "0o17",
            "007",
            "1e999",
            "-1",
            ".inf",
            ".nan",
            "99999999999999999999",
            "1.5",
            "../..",
            "/",
            "..",
            "\u0000",
            "\u0007",
            "\uD83D\uDE80",
            "\uD800",
            "\u2028",
            "\uFEFF",
            "replicas",
            "clusters",
            "health",
            "env",
            "app",
            "500m",
            "1Gi",
            "10s",
            "{{team}}",
            "{{#team}}",
            "{{",
            "}}",
            "{{.}}",
            "{{>a}}",
            "$(A)");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsAnyAppFileOrSaysWhatIsWrong(long seed) {
        fuzz(seed, Documents.FULL_APP, text -> SpecReader.app("paas.yaml", text));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsAnyPlatformFileOrSaysWhatIsWrong(long seed) {
        fuzz(seed, Documents.FULL_PLATFORM, text -> SpecReader.platform("platform.yaml", text));
    }

    private static void fuzz(long seed, String valid, Function<String, Object> reader) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String text = mutated(valid, random);
            try {
                assertThat(reader.apply(text)).isNotNull();
            } catch (PaasException e) {
                assertThat(e.outcome()).isEqualTo(Outcome.INVALID);
                assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
                    assertThat(problem.where()).isPresent();
                    assertThat(problem.where().orElseThrow().line()).isBetween(1, text.split("\\R", -1).length + 1);
                    assertThat(problem.what()).isNotBlank().doesNotContain("\n");
                    assertThat(problem.hint()).isNotBlank();
                });
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ", round " + round + ":\n" + text, e);
            }
        }
    }

    private static String mutated(String valid, Random random) {
        StringBuilder text = new StringBuilder(valid);
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes && text.length() > 0; i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
                case 2 -> text.replace(at, end, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
                case 3 -> text.insert(at, text.substring(random.nextInt(at + 1), at));
                default -> swapLines(text, random);
            }
        }
        return text.toString();
    }

    private static void swapLines(StringBuilder text, Random random) {
        String[] lines = text.toString().split("\n", -1);
        int from = random.nextInt(lines.length);
        int to = random.nextInt(lines.length);
        String line = lines[from];
        lines[from] = lines[to];
        lines[to] = line;
        text.setLength(0);
        text.append(String.join("\n", lines));
    }
}
