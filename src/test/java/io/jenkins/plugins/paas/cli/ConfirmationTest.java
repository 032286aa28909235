package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person is asked. */
class ConfirmationTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"y\n", "Y\n", "yes\n", " Yes \n", "y"})
    void aYesIsAYes(String answer) {
        assertThat(Confirmation.given(here(answer, true), false)).isTrue();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("go on? [y/N] ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "n\n", "no\n", "yeah\n", "\ny\n"})
    void anythingElseIsANo(String answer) {
        assertThat(Confirmation.given(here(answer, true), false)).isFalse();
    }

    @Test
    void whereNobodyCanBeAskedItIsRefused() {
        PaasException nobody =
                catchThrowableOfType(PaasException.class, () -> Confirmation.given(here("y\n", false), false));
        PaasException document =
                catchThrowableOfType(PaasException.class, () -> Confirmation.given(here("y\n", true), true));

        assertThat(nobody.code()).isEqualTo("E_NOT_CONFIRMED").isEqualTo(document.code());
        assertThat(nobody.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(out.size()).isZero();
    }

    private Surroundings here(String answer, boolean terminal) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Surroundings(
                Map.of(),
                Path.of("/"),
                new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                stream,
                stream,
                terminal,
                InstantSource.system());
    }
}
