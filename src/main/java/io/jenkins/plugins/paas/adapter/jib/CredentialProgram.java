package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a program {@code docker-credential-<name>}.
 *
 * @see <a href="https://github.com/docker/docker-credential-helpers#development">Credential helpers' protocol</a>
 */
final class CredentialProgram {
    private static final int LONGEST_SECONDS = 30;

    private final Map<String, String> environment;

    CredentialProgram(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** What the helper keeps for a server; nothing when it knows none. */
    Optional<SignIn> ask(String name, String server) {
        String program = "docker-credential-" + name;
        ProcessBuilder command = new ProcessBuilder(program, "get");
        command.environment().clear();
        command.environment().putAll(environment);
        // Its messages may hold secrets.
        command.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process;
        try {
            process = command.start();
        } catch (IOException e) {
            throw failure(program + " cannot be started", "install it, or take it out of Docker's config.json", e);
        }
        try (var in = process.getOutputStream()) {
            in.write(server.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A helper that ends before it has read all still has its answer judged below.
        }
        return answer(process, program);
    }

    private static Optional<SignIn> answer(Process process, String program) {
        CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> {
            try (var out = process.getInputStream()) {
                return out.readAllBytes();
            } catch (IOException e) {
                return new byte[0];
            }
        });
        try {
            byte[] text = output.get(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                // The protocol has no other word for "no such server" than a failure.
                return Optional.empty();
            }
            JsonNode answer = new ObjectMapper().readTree(text);
            String user = answer.path("Username").asText("");
            return user.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new SignIn(user, answer.path("Secret").asText("")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("waiting for " + program + " was interrupted", "run the command again", e);
        } catch (TimeoutException e) {
            throw failure(
                    program + " gave no answer within " + LONGEST_SECONDS + " s",
                    "run it by hand; it may wait for input",
                    e);
        } catch (ExecutionException | IOException e) {
            // Without the cause, which may quote the secret.
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_CREDENTIAL_HELPER",
                            program + " gave an answer that is no JSON",
                            "run '" + program + " get'"));
        } finally {
            process.destroyForcibly();
        }
    }

    private static PaasException failure(String what, String hint, Exception cause) {
        return new PaasException(Outcome.INVALID, Problem.of("E_CREDENTIAL_HELPER", what, hint), cause);
    }
}
