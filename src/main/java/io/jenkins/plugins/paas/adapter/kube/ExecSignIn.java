package io.jenkins.plugins.paas.adapter.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program that hands out credentials, as the clouds' own command lines do. Its own words reach the user when it fails.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins">
 *     Credential plugins</a>
 */
final class ExecSignIn extends AskedSignIn {
    /** It may ask a cloud, but not a person: nobody sits at a build. */
    private static final long TIMEOUT_SECONDS = 60;

    /** Credentials are not used in their last moments. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final Kubeconfig.Target target;
    private final Tree exec;
    private final Map<String, String> environment;
    private Instant until = Instant.MAX;

    ExecSignIn(Kubeconfig.Target target, Map<String, String> environment) {
        this.target = target;
        this.exec = target.user().fields().at("exec");
        this.environment = environment;
    }

    @Override
    public boolean atHand() {
        return false;
    }

    @Override
    boolean isOld() {
        return Instant.now().isAfter(until);
    }

    @Override
    Credentials ask() {
        Tree status = Tree.of(Json.read("the answer of " + name(), run())).at("status");
        until = status.time("expirationTimestamp").map(at -> at.minus(MARGIN)).orElse(Instant.MAX);
        Optional<String> token = status.find("token").filter(text -> !text.isEmpty());
        Optional<Certificate> certificate = status.find("clientCertificateData")
                .map(chain -> SignIns.certificate(name(), chain, status.text("clientKeyData")));
        if (token.isEmpty() && certificate.isEmpty()) {
            throw failed("it gave neither a token nor a certificate", Optional.empty());
        }
        return new Credentials(token.map(text -> "Bearer " + text), certificate);
    }

    private String run() {
        ProcessBuilder builder = new ProcessBuilder(command());
        builder.environment().clear();
        builder.environment().putAll(environment);
        for (Tree variable : exec.trees("env")) {
            builder.environment().put(variable.text("name"), variable.text("value"));
        }
        builder.environment().put("KUBERNETES_EXEC_INFO", info());
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        try {
            Process process = builder.start();
            CompletableFuture<String> words = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw failed("it did not end within " + TIMEOUT_SECONDS + " s", Optional.empty());
            }
            if (process.exitValue() != 0) {
                throw failed(
                        "exit code " + process.exitValue() + ": " + words.join().strip(), Optional.empty());
            }
            return answer.join();
        } catch (IOException e) {
            throw failed("it cannot be started: " + e.getMessage(), Optional.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Requests.interrupted(e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        String program = exec.text("command");
        // As kubectl does: a path with a slash starts at the kubeconfig's folder, a bare name is looked up.
        command.add(
                program.contains("/")
                        ? target.user().folder().resolve(Path.of(program)).toString()
                        : program);
        command.addAll(exec.texts("args"));
        return command;
    }

    /** What the plugin may know of the cluster. */
    private String info() {
        Map<String, Object> spec = exec.flag("provideClusterInfo")
                ? Map.of("interactive", false, "cluster", clusterInfo())
                : Map.of("interactive", false);
        return Json.write(Map.of("apiVersion", exec.text("apiVersion"), "kind", "ExecCredential", "spec", spec));
    }

    private Map<String, Object> clusterInfo() {
        Tree cluster = target.cluster().fields();
        Map<String, Object> info = new java.util.LinkedHashMap<>();
        info.put("server", cluster.text("server"));
        target.cluster()
                .content("certificate-authority")
                .ifPresent(pem -> info.put(
                        "certificate-authority-data",
                        java.util.Base64.getEncoder().encodeToString(pem.getBytes(UTF_8))));
        if (cluster.flag("insecure-skip-tls-verify")) {
            info.put("insecure-skip-tls-verify", true);
        }
        return info;
    }

    private static String read(InputStream from) {
        try (from) {
            return new String(from.readAllBytes(), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private String name() {
        return exec.text("command");
    }

    private PaasException failed(String why, Optional<Throwable> cause) {
        String hint = exec.text("installHint").isEmpty()
                ? "run it by hand, sign in as it says, then try again"
                : exec.text("installHint").strip();
        PaasException failure = new PaasException(
                Outcome.NOT_ALLOWED,
                Problem.of(
                        "E_NOT_SIGNED_IN",
                        "the sign-in program " + name() + " of context " + target.context() + " failed: " + why,
                        hint));
        cause.ifPresent(failure::initCause);
        return failure;
    }
}
