package io.jenkins.plugins.paas.adapter.jib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.paas.image.ImageConfig;
import io.jenkins.plugins.paas.image.ImagePlan;
import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.image.Node;
import io.jenkins.plugins.paas.image.Owner;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.RegistrySpec.Credentials;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.ImageBuilder.Built;
import io.jenkins.plugins.paas.port.ImageBuilder.Destination;
import io.jenkins.plugins.paas.testing.FaultyProxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real registries that fail, and one that wants a password. */
class RegistryFaultsIT {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final Backoff QUICK = new Backoff(
            List.of(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3), Duration.ofMillis(4)));
    private static final Map<String, String> VARIABLES =
            Map.of("REGISTRY_USERNAME", LocalRegistry.USER, "REGISTRY_PASSWORD", LocalRegistry.PASSWORD);

    @TempDir
    static Path openFolder;

    @TempDir
    static Path guardedFolder;

    private static LocalRegistry open;
    private static LocalRegistry guarded;

    @TempDir
    Path temp;

    private FaultyProxy proxy;
    private int images;

    @BeforeAll
    static void startRegistries() throws Exception {
        open = LocalRegistry.open(openFolder);
        guarded = LocalRegistry.guarded(guardedFolder);
    }

    @AfterAll
    static void stopRegistries() throws Exception {
        for (LocalRegistry each : new LocalRegistry[] {open, guarded}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @BeforeEach
    void startProxy() throws Exception {
        proxy = new FaultyProxy(open.host());
    }

    @AfterEach
    void stopProxy() throws Exception {
        proxy.close();
    }

    @Test
    void aPushEndsWellWhenTheRegistryAnswers500TwiceToEverything() throws Exception {
        proxy.fail(request -> true, 2, 500);
        Built built = push(proxy.host(), environment(proxy.host()), "content");
        assertThat(registry(open.host()).resolve(on(open.host(), built))).contains(built.digest());
    }

    @Test
    void aPushEndsWellWhenConnectionsBreak() throws Exception {
        proxy.fail(request -> request.startsWith("PATCH") || request.startsWith("PUT"), 1, 0);
        Built built = push(proxy.host(), environment(proxy.host()), "broken");
        assertThat(registry(open.host()).resolve(on(open.host(), built))).contains(built.digest());
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 416})
    void aPushEndsWellWhenTheRegistryLosesTheFirstUpload(int status) throws Exception {
        proxy.fail(request -> request.startsWith("PUT") && request.contains("/blobs/uploads/"), 1, status);
        Built built = push(proxy.host(), environment(proxy.host()), "lost " + status);
        assertThat(proxy.failures()).isEqualTo(1);
        assertThat(registry(open.host()).resolve(on(open.host(), built))).contains(built.digest());
    }

    @Test
    void uploadsThatAreAlwaysLostAreAnError() throws Exception {
        proxy.fail(request -> request.startsWith("PUT") && request.contains("/blobs/uploads/"), 1000, 404);
        assertCode(() -> push(proxy.host(), environment(proxy.host()), "always lost"), "E_REGISTRY_ERROR");
    }

    @Test
    void aRepositoryThatCannotBeMadeIsNamed() throws Exception {
        proxy.fail(request -> request.startsWith("POST"), 1000, 404);
        assertThatThrownBy(() -> push(proxy.host(), environment(proxy.host()), "nowhere"))
                .hasMessageContaining("it has no repository faults/app");
    }

    @Test
    void aBlobThatIsMissingIsNotTriedAgain() throws Exception {
        String digest = "sha256:" + "0".repeat(64);
        LayerBlobs blobs = new LayerBlobs(new RegistryHttp(environment(proxy.host()), QUICK), temp);
        assertCode(() -> blobs.kept(new Repository(proxy.host(), "faults/app"), digest), "E_REGISTRY_ERROR");
        assertThat(proxy.requests())
                .filteredOn(request -> request.contains(digest))
                .hasSize(1);
    }

    @Test
    void ownCallsEndWellWhenTheRegistryAnswers503TwiceToEverything() throws Exception {
        Built built = push(open.host(), environment(open.host()), "calls");
        proxy.fail(request -> true, 2, 503);
        HttpRegistry registry = registry(proxy.host());
        ImageRef image = on(proxy.host(), built);
        assertThat(registry.resolve(image)).contains(built.digest());
        assertThat(registry.tags(image.repository())).isNotEmpty();
        registry.copy(image, ImageRef.tagged(new Repository(proxy.host(), "copies/again"), "1"));
        registry.check(image.repository());
    }

    @Test
    void aRegistryThatGoesOnFailingIsAnError() throws Exception {
        proxy.fail(request -> true, 1000, 500);
        assertCode(() -> push(proxy.host(), environment(proxy.host()), "never"), "E_REGISTRY_ERROR");
        assertCode(() -> registry(proxy.host()).tags(new Repository(proxy.host(), "a")), "E_REGISTRY_ERROR");
    }

    @Test
    void aRegistryThatIsNotThereIsUnreachable() throws Exception {
        String nowhere = "127.0.0.1:" + LocalRegistry.freePort();
        assertCode(() -> push(nowhere, environment(nowhere), "never"), "E_REGISTRY_UNREACHABLE");
        assertCode(
                Executors.callable(() -> registry(nowhere).check(new Repository(nowhere, "a"))),
                "E_REGISTRY_UNREACHABLE");
    }

    @Test
    void plainHttpIsSpokenOnlyWhereThePlatformSaysSo() throws Exception {
        RegistryAccess strict = access(open.host(), false, new Credentials.DockerConfig(), Map.of());
        HttpRegistry registry = new HttpRegistry(strict, QUICK, 100);
        assertThatThrownBy(() -> registry.check(new Repository(open.host(), "a")))
                .isInstanceOfSatisfying(
                        PaasException.class,
                        failure -> assertThat(failure.code()).isEqualTo("E_REGISTRY_UNREACHABLE"))
                .hasMessageContaining("needs 'insecure: true'");
        assertCode(() -> push(open.host(), strict, "never"), "E_REGISTRY_UNREACHABLE");
    }

    @Test
    void signsInByTheVariablesThatThePlatformNames() throws Exception {
        Built built = push(guarded.host(), environment(guarded.host()), "secret");
        HttpRegistry registry = registry(guarded.host());
        assertThat(registry.resolve(built.image())).contains(built.digest());
        registry.copy(built.image(), ImageRef.tagged(new Repository(guarded.host(), "copies/b"), "1"));
    }

    @Test
    void signsInByDockersConfiguration() throws Exception {
        String pair = LocalRegistry.USER + ":" + LocalRegistry.PASSWORD;
        String auth = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(temp.resolve(".docker"));
        Files.writeString(
                temp.resolve(".docker/config.json"),
                "{\"auths\": {\"" + guarded.host() + "\": {\"auth\": \"" + auth + "\"}}}");
        RegistryAccess access = access(guarded.host(), true, new Credentials.DockerConfig(), Map.of());
        Built built = push(guarded.host(), access, "docker");
        assertThat(new HttpRegistry(access).resolve(built.image())).contains(built.digest());
    }

    @Test
    void saysWhereCredentialsWereLookedForAndNeverWhatTheyAre() throws Exception {
        Map<String, String> wrong = Map.of("REGISTRY_USERNAME", "builder", "REGISTRY_PASSWORD", "guessed-wrong");
        RegistryAccess access = access(guarded.host(), true, new Credentials.Environment("REGISTRY"), wrong);
        for (Callable<?> call : List.<Callable<?>>of(
                () -> push(guarded.host(), access, "never"),
                () -> new HttpRegistry(access).tags(new Repository(guarded.host(), "a")))) {
            assertThatThrownBy(call::call).isInstanceOfSatisfying(PaasException.class, failure -> {
                assertThat(failure.code()).isEqualTo("E_REGISTRY_DENIED");
                assertThat(failure.getMessage()).contains("REGISTRY_USERNAME").doesNotContain("guessed-wrong");
            });
        }
    }

    @Test
    void copiesToAnotherRegistryAndSendsNothingTwice() throws Exception {
        Built built = push(guarded.host(), environment(guarded.host()), "across");
        RegistryAccess both = new RegistryAccess(
                List.of(
                        spec(guarded.host(), true, new Credentials.Environment("REGISTRY")),
                        spec(proxy.host(), true, new Credentials.DockerConfig())),
                VARIABLES,
                temp);
        HttpRegistry registry = new HttpRegistry(both, QUICK, 100);
        ImageRef target = ImageRef.tagged(new Repository(proxy.host(), "copies/across"), "1");
        registry.copy(built.image(), target);
        assertThat(registry.resolve(target)).contains(built.digest());
        long sent = proxy.bytesSent();
        registry.copy(built.image(), ImageRef.tagged(target.repository(), "2"));
        assertThat(proxy.bytesSent() - sent).isLessThan(1000);
    }

    @Test
    void mountsBlobsWithinARegistry() throws Exception {
        Built built = push(open.host(), environment(open.host()), "mount");
        registry(proxy.host())
                .copy(on(proxy.host(), built), ImageRef.tagged(new Repository(proxy.host(), "copies/mounted"), "1"));
        assertThat(proxy.requests()).noneMatch(request -> request.startsWith("PUT") && request.contains("/blobs/"));
    }

    @Test
    void aChangedFileSendsItsLayerOnly() throws Exception {
        Path big = randomFile("big", 400_000);
        Path small = randomFile("small", 4_000);
        RegistryAccess access = environment(proxy.host());
        push(proxy.host(), access, plan(big, small));
        long before = proxy.bytesSent();
        Files.write(small, new byte[] {1, 2, 3});
        push(proxy.host(), access, plan(big, small));
        assertThat(proxy.bytesSent() - before).isLessThan(4_000);
    }

    @Test
    void twoBuildsAtOnceShareACache() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Path file = randomFile("shared", 300_000);
        List<Future<Built>> builds = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            builds.add(threads.submit(() -> push(open.host(), environment(open.host()), plan(file, file))));
        }
        for (Future<Built> build : builds) {
            assertThat(build.get().digest()).isEqualTo(builds.get(0).get().digest());
        }
        threads.shutdown();
    }

    private Built push(String host, RegistryAccess access, String content) throws Exception {
        Path file = Files.writeString(Files.createTempFile(temp, "content", ""), content);
        return push(host, access, plan(file, file));
    }

    private Built push(String host, RegistryAccess access, ImagePlan plan) {
        ImageRef image = ImageRef.tagged(new Repository(host, "faults/app"), "t" + images());
        return new JibImageBuilder(access, temp.resolve("cache"), QUICK)
                .build(plan, new Destination.ToRegistry(image), event -> {});
    }

    private synchronized int images() {
        return ++images;
    }

    private static ImageRef on(String host, Built built) {
        Repository repository = new Repository(host, built.image().repository().path());
        return new ImageRef(repository, built.image().tag(), Optional.of(built.digest()));
    }

    private HttpRegistry registry(String host) {
        return new HttpRegistry(environment(host), QUICK, 100);
    }

    private RegistryAccess environment(String host) {
        return access(host, true, new Credentials.Environment("REGISTRY"), VARIABLES);
    }

    private RegistryAccess access(
            String host, boolean insecure, Credentials credentials, Map<String, String> variables) {
        return new RegistryAccess(List.of(spec(host, insecure, credentials)), variables, temp);
    }

    private static RegistrySpec spec(String host, boolean insecure, Credentials credentials) {
        return new RegistrySpec(host, "", credentials, insecure);
    }

    private Path randomFile(String name, int bytes) throws Exception {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return Files.write(temp.resolve(name), content);
    }

    private static ImagePlan plan(Path first, Path second) {
        return new ImagePlan(
                Optional.empty(),
                List.of(
                        new Layer("first", List.of(new Entry("/first", new Node.File(0644, Owner.ROOT, first), TIME))),
                        new Layer(
                                "second",
                                List.of(new Entry("/second", new Node.File(0644, Owner.ROOT, second), TIME)))),
                ImageConfig.EMPTY,
                TIME);
    }

    private static void assertCode(Callable<?> call, String code) {
        assertThatThrownBy(call::call)
                .isInstanceOfSatisfying(
                        PaasException.class,
                        failure -> assertThat(failure.code())
                                .as(failure.getMessage())
                                .isEqualTo(code));
    }
}
