package io.jenkins.plugins.paas.rollout.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiagnosisPagesTest {
    @ParameterizedTest
    @EnumSource(Code.class)
    void eachCodeHasAPageThatSaysWhatItMeansHowItLooksAndWhatToDo(Code code) throws IOException {
        String page = Files.readString(Path.of(code.page()));

        assertThat(page).startsWith("# " + code + ": ").contains("## How it looks with kubectl", "## What to do");
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void theIndexNamesEachCode(Code code) throws IOException {
        assertThat(Files.readString(Path.of("docs/diagnosis/README.md")))
                .contains("[" + code + "](" + Path.of(code.page()).getFileName() + ")");
    }

    @Test
    void noPageIsLeftWithoutACode() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("docs/diagnosis"))) {
            assertThat(pages.map(Path::toString).filter(page -> !page.endsWith("README.md")))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(Code.values()).map(Code::page).toList());
        }
    }
}
