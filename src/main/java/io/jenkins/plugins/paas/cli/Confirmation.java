package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A person's yes. */
final class Confirmation {
    private Confirmation() {}

    /**
     * Asks for it; anything but a yes is a no.
     *
     * @param document whether standard output belongs to a document, so that there is no place to ask
     * @throws PaasException {@code E_NOT_CONFIRMED} where nobody can be asked
     */
    static boolean given(Surroundings here, boolean document) {
        if (!here.terminal() || document) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of("E_NOT_CONFIRMED", "nobody is at a terminal who could be asked", "add --yes"));
        }
        here.out().print("go on? [y/N] ");
        here.out().flush();
        try {
            // The stream is the process's own: it is not ours to close.
            String answer = Optional.ofNullable(
                            new BufferedReader(new InputStreamReader(here.in(), StandardCharsets.UTF_8)).readLine())
                    .orElse("");
            return List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
