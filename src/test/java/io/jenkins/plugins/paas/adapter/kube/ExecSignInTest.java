package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.jenkins.plugins.paas.model.PaasException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecSignInTest {
    @TempDir
    private Path folder;

    private SignIn plugin(String script, Map<String, Object> more) throws IOException {
        Path file = folder.resolve("plugin");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        Map<String, Object> exec = new java.util.LinkedHashMap<>(more);
        exec.put("apiVersion", "client.authentication.k8s.io/v1");
        exec.put("command", "./plugin");
        Kubeconfig.Entry cluster =
                new Kubeconfig.Entry("c", Tree.of(Map.of("server", "https://api.example.com")), folder);
        Kubeconfig.Entry user = new Kubeconfig.Entry("u", Tree.of(Map.of("exec", exec)), folder);
        return SignIns.of(
                new Kubeconfig.Target("test-1", cluster, user),
                Map.of("PATH", System.getenv("PATH"), "FROM_US", "yes"));
    }

    private static String answer(String token) {
        return "{\"kind\":\"ExecCredential\",\"status\":{\"token\":\"" + token + "\"}}";
    }

    @Test
    void takesTheTokenThatTheProgramHandsOut() throws IOException {
        SignIn signIn = plugin("echo '" + answer("abc") + "'", Map.of());

        assertThat(signIn.credentials().authorization()).contains("Bearer abc");
    }

    @Test
    void givesTheProgramItsVariablesAndArguments() throws IOException {
        SignIn signIn = plugin(
                "case $KUBERNETES_EXEC_INFO in *ExecCredential*) info=told ;; esac\n"
                        + "echo '{\"status\":{\"token\":\"'$1-$EXTRA-$FROM_US-$info'\"}}'",
                Map.of("args", List.of("one"), "env", List.of(Map.of("name", "EXTRA", "value", "two"))));

        assertThat(signIn.credentials().authorization()).contains("Bearer one-two-yes-told");
    }

    @Test
    void asksAgainOnlyWhenTheCredentialsHaveExpired() throws IOException {
        String count = "n=$(cat count 2>/dev/null || echo 0); n=$((n + 1)); echo $n >" + folder + "/count\n";
        String script = "cd " + folder + "\n" + count;
        SignIn lasting = plugin(script + "echo '{\"status\":{\"token\":\"t'$n'\"}}'", Map.of());
        lasting.credentials();
        assertThat(lasting.credentials().authorization()).contains("Bearer t1");

        SignIn expired = plugin(
                script + "echo '{\"status\":{\"token\":\"t'$n'\",\"expirationTimestamp\":\"2020-01-01T00:00:00Z\"}}'",
                Map.of());
        expired.credentials();
        assertThat(expired.credentials().authorization()).contains("Bearer t3");
    }

    @Test
    void hasNothingNewWhenTheProgramGivesTheSameAgain() throws IOException {
        SignIn signIn = plugin("echo '" + answer("abc") + "'", Map.of());

        assertThat(signIn.renew(signIn.credentials())).isFalse();
    }

    @Test
    void asksOnceForSeveralRequestsThatWereRefusedAtOnce() throws IOException {
        String count = "n=$(cat count 2>/dev/null || echo 0); n=$((n + 1)); echo $n >count; [ $n -lt 3 ] || n=2\n";
        SignIn signIn = plugin("cd " + folder + "\n" + count + "echo '{\"status\":{\"token\":\"t'$n'\"}}'", Map.of());
        SignIn.Credentials refused = signIn.credentials();

        assertThat(signIn.renew(refused)).isTrue();
        assertThat(signIn.renew(refused)).isTrue();
        assertThat(signIn.credentials().authorization()).contains("Bearer t2");
        assertThat(signIn.renew(signIn.credentials())).isFalse();
    }

    @Test
    void repeatsTheProgramsOwnWordsWhenItFails() throws IOException {
        SignIn signIn = plugin("echo 'session expired, run: cloud login' >&2; exit 3", Map.of());

        assertThatThrownBy(signIn::credentials)
                .asInstanceOf(type(PaasException.class))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("E_NOT_SIGNED_IN"))
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("exit code 3")
                        .hasMessageContaining("session expired, run: cloud login"));
    }

    @Test
    void saysHowToGetAProgramThatIsMissing() throws IOException {
        SignIn signIn = plugin("", Map.of("installHint", "install it with: get-plugin"));
        Files.delete(folder.resolve("plugin"));

        assertThatThrownBy(signIn::credentials)
                .hasMessageContaining("cannot be started")
                .hasMessageContaining("install it with: get-plugin");
    }

    @Test
    void refusesAnAnswerWithoutCredentials() throws IOException {
        SignIn signIn = plugin("echo '{\"status\":{}}'", Map.of());

        assertThatThrownBy(signIn::credentials).hasMessageContaining("neither a token nor a certificate");
    }
}
