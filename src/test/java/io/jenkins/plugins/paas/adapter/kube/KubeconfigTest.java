package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    private void files(String... texts) throws IOException {
        StringBuilder paths = new StringBuilder();
        for (String text : texts) {
            Path file = Files.createTempFile(folder, "config", "");
            Files.writeString(file, text);
            paths.append(paths.length() == 0 ? "" : File.pathSeparator).append(file);
        }
        environment.put("KUBECONFIG", paths.toString());
    }

    private static String config(String context, String server, String user) {
        return """
                apiVersion: v1
                kind: Config
                contexts:
                - {name: %1$s, context: {cluster: c, user: u}}
                clusters:
                - {name: c, cluster: {server: "%2$s"}}
                users:
                - {name: u, user: {%3$s}}
                """.formatted(context, server, user);
    }

    private Access access(String context) {
        return Accesses.of(context, environment);
    }

    @Test
    void readsAddressAndToken() throws IOException {
        files(config("test-1", "https://api.example.com:6443/", "token: secret"));

        assertThat(access("test-1").server()).hasToString("https://api.example.com:6443");
        assertThat(access("test-1").signIn().credentials().authorization()).contains("Bearer secret");
    }

    @Test
    void takesTheFirstOfTwoEntriesOfTheSameName() throws IOException {
        files(config("a", "https://one", "token: x"), config("a", "https://two", "token: y"));

        assertThat(access("a").server()).hasToString("https://one");
    }

    @Test
    void leavesOutAListedFileThatDoesNotExist() throws IOException {
        files(config("a", "https://one", "token: x"));
        environment.compute("KUBECONFIG", (name, present) -> folder.resolve("none") + File.pathSeparator + present);

        assertThat(access("a").server()).hasToString("https://one");
    }

    @Test
    void looksInTheHomeFolderWithoutTheVariable() throws IOException {
        Path home = Files.createDirectories(folder.resolve(".kube"));
        Files.writeString(home.resolve("config"), config("home", "https://home", "token: x"));
        environment.put("HOME", folder.toString());

        assertThat(access("home").server()).hasToString("https://home");
    }

    @Test
    void namesTheContextsThatThereAreAndTheLikelyOne() throws IOException {
        files(config("prod-1", "https://one", "token: x"), config("test-1", "https://two", "token: x"));

        assertThatThrownBy(() -> access("prd-1"))
                .asInstanceOf(type(PaasException.class))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("E_CONTEXT_UNKNOWN"))
                .satisfies(failure -> assertThat(failure.outcome()).isEqualTo(Outcome.INVALID))
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("no context 'prd-1'")
                        .hasMessageContaining("did you mean prod-1?")
                        .hasMessageContaining("prod-1, test-1"));
    }

    @Test
    void saysThatThereIsNoContextAtAll() {
        environment.put("KUBECONFIG", folder.resolve("none").toString());

        assertThatThrownBy(() -> access("a")).hasMessageContaining("no contexts at all");
    }

    @Test
    void repeatsNothingOfAFileThatIsNoYaml() throws IOException {
        files("users: [ {name: u, user: {token: very-secret}");

        assertThatThrownBy(() -> access("a"))
                .asInstanceOf(type(PaasException.class))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("E_KUBECONFIG"))
                .satisfies(failure -> assertThat(failure.getMessage())
                        .contains("at line 1, column")
                        .doesNotContain("very-secret"))
                .satisfies(failure -> {
                    StringWriter debug = new StringWriter();
                    failure.printStackTrace(new PrintWriter(debug, true));
                    assertThat(debug.toString()).doesNotContain("very-secret");
                });
    }

    @Test
    void missesTheClusterAndTheUserThatAContextNames() throws IOException {
        files("contexts: [{name: a, context: {cluster: x, user: u}}]");
        assertThatThrownBy(() -> access("a")).hasMessageContaining("names the cluster 'x'");

        files("""
                contexts: [{name: a, context: {cluster: c, user: nobody}}]
                clusters: [{name: c, cluster: {server: "https://one"}}]
                """);
        assertThatThrownBy(() -> access("a")).hasMessageContaining("names the user 'nobody'");
    }

    @Test
    void refusesAServerThatIsNoAddress() throws IOException {
        files(config("a", "api example", "token: x"));

        assertThatThrownBy(() -> access("a")).hasMessageContaining("no address: api example");
    }

    @Test
    void findsFilesBesideTheKubeconfig() throws IOException {
        Files.writeString(folder.resolve("token.txt"), "from-file\n");
        files(config("a", "https://one", "tokenFile: token.txt"));

        assertThat(access("a").signIn().credentials().authorization()).contains("Bearer from-file");
    }

    @Test
    void signsInByNameAndPassword() throws IOException {
        files(config("a", "https://one", "username: u, password: p"));

        assertThat(access("a").signIn().credentials().authorization())
                .contains("Basic "
                        + Base64.getEncoder().encodeToString("u:p".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void actsAsWhomTheKubeconfigSays() throws IOException {
        files(config("a", "https://one", "token: x, as: erin, as-groups: [one, two], as-user-extra: {scopes: [view]}"));

        assertThat(access("a").as().headers())
                .containsExactly(
                        Map.entry("Impersonate-User", "erin"),
                        Map.entry("Impersonate-Group", "one"),
                        Map.entry("Impersonate-Group", "two"),
                        Map.entry("Impersonate-Extra-scopes", "view"));
    }

    @Test
    void refusesGroupsOfNobody() throws IOException {
        files(config("a", "https://one", "token: x, as-groups: [one]"));

        assertThatThrownBy(() -> access("a")).hasMessageContaining("says not as whom ('as')");
    }

    @Test
    void readsAuthoritiesFromDataOrFile() throws IOException {
        String data = Base64.getEncoder().encodeToString("PEM".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        files("""
                contexts: [{name: a, context: {cluster: c}}, {name: b, context: {cluster: d}}]
                clusters:
                - {name: c, cluster: {server: "https://one", certificate-authority-data: %s, tls-server-name: other}}
                - {name: d, cluster: {server: "https://two", certificate-authority: missing.pem}}
                """.formatted(data));

        assertThat(access("a").trust().authorities()).contains("PEM");
        assertThat(access("a").trust().serverName()).contains("other");
        assertThatThrownBy(() -> access("b")).hasMessageContaining("missing.pem");
    }
}
