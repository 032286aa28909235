package io.jenkins.plugins.paas.spec;

import static io.jenkins.plugins.paas.spec.Documents.platform;
import static io.jenkins.plugins.paas.spec.Documents.problemsOfPlatform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.ApprovalRule;
import io.jenkins.plugins.paas.model.Approver;
import io.jenkins.plugins.paas.model.Approver.Kind;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.ClusterSpec;
import io.jenkins.plugins.paas.model.Environment;
import io.jenkins.plugins.paas.model.ImageFlaw;
import io.jenkins.plugins.paas.model.ImagePolicy;
import io.jenkins.plugins.paas.model.Issuer;
import io.jenkins.plugins.paas.model.Memory;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.SysctlRule;
import io.jenkins.plugins.paas.model.TeamName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a platform's file becomes, or is told. */
class PlatformFileTest {
    private static final String SMALL = """
            registries: {main: {url: registry.example.com}}
            clusters:
              one: {id: 0, environment: test, context: kube, registry: main}
            """;

    @Test
    void readsEveryKey() {
        assertThat(platform(Documents.FULL_PLATFORM))
                .isEqualTo(new Platform(
                        Map.of(
                                "main",
                                new RegistrySpec(
                                        "registry.example.com",
                                        "apps",
                                        new RegistrySpec.Credentials.Environment("REGISTRY"),
                                        false),
                                "near",
                                new RegistrySpec(
                                        "localhost:5000", "", new RegistrySpec.Credentials.DockerConfig(), true)),
                        Map.of("java", "registry.example.com/base/java:17"),
                        Optional.of(Path.of("templates")),
                        List.of(
                                new ClusterSpec(
                                        new ClusterName("test-1"),
                                        1,
                                        new Environment("test"),
                                        "kube-test",
                                        "{{team}}",
                                        "near",
                                        true,
                                        Duration.ofMinutes(5),
                                        Optional.of("Asia/Shanghai"),
                                        Optional.empty()),
                                new ClusterSpec(
                                        new ClusterName("prod-1"),
                                        2,
                                        new Environment("prod"),
                                        "kube-prod",
                                        "{{team}}-{{app}}-{{environment}}",
                                        "main",
                                        false,
                                        Duration.ZERO,
                                        Optional.empty(),
                                        Optional.of(new ApprovalRule(
                                                List.of(
                                                        new Approver(Kind.GROUP, "cluster", "release-managers"),
                                                        new Approver(Kind.USER, "cluster", "alice@example.com"),
                                                        new Approver(Kind.GROUP, "gitlab", "trade/releases"),
                                                        new Approver(Kind.USER, "gitlab", "bob")),
                                                2,
                                                true,
                                                true)))),
                        List.of(new Issuer(
                                "gitlab",
                                "https://gitlab.example.com",
                                "paas",
                                "user_email",
                                "groups",
                                Map.of("ref_protected", "true"))),
                        Optional.of(new Platform.Sonar("https://sonar.example.com", Platform.Sonar.Gate.ADVISORY)),
                        new ClusterName("prod-1"),
                        new Platform.AuditStore.InCluster(),
                        Optional.of("Europe/Berlin"),
                        new SysctlRule(
                                List.of("net.core.somaxconn", "net.ipv4.tcp_*"),
                                Optional.of("registry.example.com/base/static:1")),
                        new ImagePolicy(
                                Map.of(
                                        new Environment("prod"),
                                        ImagePolicy.Mode.REQUIRED,
                                        new Environment("test"),
                                        ImagePolicy.Mode.WARN),
                                ImagePolicy.Mode.OFF,
                                Optional.of(new Memory(300 << 20)),
                                Set.of(ImageFlaw.SETUID),
                                List.of(new ImagePolicy.Allowance(
                                        ImageFlaw.WORLD_WRITABLE, Optional.of("/var/cache/**"), "caches"))),
                        Map.of("main", List.of("near"))));
    }

    @Test
    void imagesBringTheZonesOfAllClustersAlongSoThatPromotingRebuildsNothing() {
        assertThat(platform(Documents.FULL_PLATFORM).zones()).containsExactly("Europe/Berlin", "Asia/Shanghai");
        assertThat(platform(SMALL).zones()).isEmpty();
        String east = SMALL.replace("registry: main}", "registry: main, timeZone: Asia/Tokyo}");
        assertThat(platform(east).zones()).containsExactly("UTC", "Asia/Tokyo");
    }

    @Test
    void fillsInEveryDefault() {
        Platform platform = platform(SMALL);

        assertThat(platform.store()).isEqualTo(new ClusterName("one"));
        assertThat(platform.audit()).isEqualTo(new Platform.AuditStore.InCluster());
        assertThat(platform.sonar()).isEmpty();
        assertThat(platform.images()).isEqualTo(ImagePolicy.NONE);
        assertThat(platform.mirrors()).isEmpty();
        assertThat(platform.clusters().get(0).namespaceRule()).isEqualTo("{{team}}");
        assertThat(platform.registries().get("main").credentials())
                .isEqualTo(new RegistrySpec.Credentials.DockerConfig());
    }

    @Test
    void whoSaysSomethingOfImagesAndNothingOfTheCheckIsWarned() {
        ImagePolicy images = platform(SMALL + "images: {maxSize: 1Gi}\n").images();

        assertThat(images.in(new Environment("test"))).isEqualTo(ImagePolicy.Mode.WARN);
        assertThat(platform(SMALL + "images: {check: required}\n").images().in(new Environment("any")))
                .isEqualTo(ImagePolicy.Mode.REQUIRED);
        assertThat(platform(SMALL + "images: {check: {test: warn}}\n").images().in(new Environment("other")))
                .isEqualTo(ImagePolicy.Mode.OFF);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "images: {check: maybe} | images.check | E_FORMAT",
                "images: {check: {prod: warn}} | images.check.prod | E_REFERENCE",
                "images: {check: {test: maybe}} | images.check.test | E_FORMAT",
                "images: {maxSize: 10} | images.maxSize | E_RANGE",
                "images: {refuse: [I_SETUDI]} | images.refuse | E_REFERENCE",
                "images: {allow: [{code: I_SETUID}]} | images.allow | E_MISSING",
                "images: {allow: [{why: so}]} | images.allow | E_MISSING",
                "images: {allow: [{code: I_SETUID, path: usr/bin, why: so}]} | images.allow | E_PATH",
                "images: {allow: [all]} | images.allow | E_TYPE",
                "images: {allowed: []} | images.allowed | E_UNKNOWN_KEY"
            })
    void tellsWhatIsWrongWithTheWishesForImages(String line, String path, String code) {
        assertThat(Documents.problemsOfPlatform(SMALL + line + "\n")).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.path()).startsWith(path);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[other] | E_REFERENCE", "[main] | E_CONFLICT", "eu | E_TYPE", "[1] | E_TYPE"})
    void tellsWhatIsWrongWithMirrors(String mirrors, String code) {
        String text = SMALL.replace("registry.example.com}", "registry.example.com, mirrors: " + mirrors + "}");

        assertThat(Documents.problemsOfPlatform(text)).extracting(Problem::code).containsExactly(code);
    }

    @Test
    void keepsTheOrderOfRegistriesSinceTheFirstOneSpeaksForAHost() {
        String names = Stream.of("e", "c", "a", "d", "b", "f")
                .map(name -> name + ": {url: registry.example.com/" + name + "}")
                .collect(Collectors.joining(", "));
        String text = SMALL.replace("{main: {url: registry.example.com}}", "{main: {url: other}, " + names + "}");

        assertThat(platform(text).seenFrom(Path.of("/")).registries().keySet())
                .containsExactly("main", "e", "c", "a", "d", "b", "f");
    }

    @ParameterizedTest
    @CsvSource({"'', ', insecure: true', 1:103 registries.base.insecure", "', insecure: true', '', 1:76 registries.base"
    })
    void registriesOfOneHostAreReachedInOneWay(String first, String second, String place) {
        String text = SMALL.replace(
                "{main: {url: registry.example.com}}",
                "{main: {url: registry.example.com/apps" + first + "}, base: {url: registry.example.com/base" + second
                        + "}}");

        assertThat(Documents.problemsOfPlatform(text))
                .singleElement()
                .asString()
                .startsWith("platform.yaml:" + place + ": ")
                .contains(
                        "'main' is on the same host", "write 'insecure: true' at all registries of a host, or at none");
    }

    @Test
    void saysWhatItAsksForThatIsNotDoneYet() {
        assertThat(platform(SMALL).notYet()).isEmpty();
        assertThat(platform(
                                SMALL
                                        + "sonar: {url: \"https://sonar.example.com\"}\naudit: jdbc:postgresql://db.example.com/audit\n")
                        .notYet())
                .satisfiesExactly(
                        sonar -> assertThat(sonar).contains("no code is scanned"),
                        audit -> assertThat(audit).contains("records are kept in the cluster"));
    }

    @Test
    void keepsAJdbcAddress() {
        assertThat(platform(SMALL + "audit: jdbc:postgresql://db.example.com/audit\n")
                        .audit())
                .isEqualTo(new Platform.AuditStore.Jdbc("jdbc:postgresql://db.example.com/audit"));
    }

    @Test
    void suggestsTheTimeZoneThatWasMeant() {
        assertThat(Documents.problemsOfPlatform(SMALL + "timeZone: Europe/Berlni\n"))
                .singleElement()
                .asString()
                .contains(
                        "platform.yaml:4:11", "there is no time zone 'Europe/Berlni'", "did you mean 'Europe/Berlin'?");
        assertThat(Documents.problemsOfPlatform(SMALL + "timeZone: \"+02:00\"\n"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example.com/{{team}}, trade/orders",
        "registry.example.com/{{ team }}/, trade/orders",
        "registry.example.com:5000/apps/x-{{team}}/all, apps/x-trade/all/orders",
        "registry.example.com/apps, apps/orders",
        "registry.example.com, orders"
    })
    void aTeamCanHaveAFolderOfItsOwnInARegistry(String url, String path) {
        String file = SMALL.replace("url: registry.example.com", "url: \"" + url + "\"");

        assertThat(platform(file)
                        .registries()
                        .get("main")
                        .repositoryOf(new AppName("orders"), new TeamName("trade"))
                        .path())
                .isEqualTo(path);
    }

    /** What is changed in the small platform, and what is said of it. */
    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments(
                        "registry.example.com",
                        "https://registry.example.com",
                        "E_FORMAT platform.yaml:1:26 registries.main.url: url is no address of a registry; write host and"
                                + " folder without a scheme: registry.example.com/apps"),
                arguments(
                        "url: registry.example.com",
                        "url: \"registry.example.com:65536/apps\"",
                        "E_FORMAT platform.yaml:1:26 registries.main.url: url is no address of a registry; write host and"
                                + " folder without a scheme: registry.example.com/apps"),
                arguments(
                        "url: registry.example.com",
                        "url: http://localhost:5000",
                        "E_FORMAT platform.yaml:1:26 registries.main.url: url is no address of a registry; write host and"
                                + " folder without a scheme: registry.example.com/apps, and 'insecure: true' for plain"
                                + " HTTP"),
                arguments(
                        "url: registry.example.com",
                        "url: \"registry.example.com/{{tema}}\"",
                        "E_FORMAT platform.yaml:1:26 registries.main.url: url uses 'tema', which is not known; a registry's"
                                + " folder may have {{team}} in it; the App's name is added by itself"),
                arguments(
                        "url: registry.example.com",
                        "url: \"{{team}}.example.com\"",
                        "E_FORMAT platform.yaml:1:26 registries.main.url: url is no address of a registry; write {{team}} in"
                                + " the folder, behind the host: registry.example.com/{{team}}"),
                arguments(
                        "url: registry.example.com",
                        "url: \"registry.example.com/{{}}\"",
                        "E_FORMAT platform.yaml:1:26 registries.main.url: url is no address of a registry; write {{team}} in"
                                + " the folder, behind the host: registry.example.com/{{team}}"),
                arguments(
                        "url: registry.example.com",
                        "urll: registry.example.com",
                        "E_MISSING platform.yaml:1:20 registries.main: 'url' is missing; write host and folder without a"
                                + " scheme: registry.example.com/apps"),
                arguments(
                        "context: kube, ",
                        "",
                        "E_MISSING platform.yaml:3:8 clusters.one: 'context' is missing; write the kubeconfig context to"
                                + " reach it by; `kubectl config get-contexts` lists them"),
                arguments(
                        "registry: main",
                        "registry: mian",
                        "E_REFERENCE platform.yaml:3:60 clusters.one.registry: there is no registry 'mian'; did you mean"
                                + " 'main'?"),
                arguments(
                        "registry: main}",
                        "registry: main}\n  two: {id: 0, environment: test, context: kube, registry: main}",
                        "E_CONFLICT platform.yaml:4:13 clusters.two.id: id 0 belongs to the cluster 'one' already; give"
                                + " each cluster its own number"),
                arguments(
                        "registry: main}",
                        "registry: main, namespace: '{{tema}}'}",
                        "E_FORMAT platform.yaml:3:77 clusters.one.namespace: namespace uses 'tema', which is not known; did"
                                + " you mean 'team'?"),
                arguments(
                        "registry: main}",
                        "registry: main, namespace: '{{#team}}x{{/team}}'}",
                        "E_FORMAT platform.yaml:3:77 clusters.one.namespace: namespace has more than text and variables in"
                                + " it; write text such as \"{{team}}\" or \"{{team}}-{{environment}}\""),
                arguments(
                        "registry: main}",
                        "registry: main, namespace: '{{team'}",
                        "E_FORMAT platform.yaml:3:77 clusters.one.namespace: namespace '{{team' is no template; write text"
                                + " such as \"{{team}}\" or \"{{team}}-{{environment}}\""),
                arguments(
                        "registry: main}",
                        "registry: main, namespace: '{{}}-{{app}}'}",
                        "E_FORMAT platform.yaml:3:77 clusters.one.namespace: namespace '{{}}-{{app}}' is no template; write"
                                + " text such as \"{{team}}\" or \"{{team}}-{{environment}}\""),
                arguments(
                        "registry: main}",
                        "registry: main, namespace: 'Team_{{team}}'}",
                        "E_FORMAT platform.yaml:3:77 clusters.one.namespace: namespace 'Team_t' may only have a-z, 0-9 and"
                                + " '-', and must start and end with a letter or digit; use a-z, 0-9 and '-' around the"
                                + " variables"),
                arguments(
                        "registry: main}",
                        "registry: main}\nstore: tow",
                        "E_REFERENCE platform.yaml:4:8 store: there is no cluster 'tow'; there is one"),
                arguments(
                        "registry: main}",
                        "registry: main}\napprovals: {tset: {by: [a]}}",
                        "E_REFERENCE platform.yaml:4:13 approvals.tset: no cluster has the environment 'tset'; did you mean"
                                + " 'test'?"),
                arguments(
                        "registry: main}",
                        "registry: main}\napprovals: {test: {count: 2}}",
                        "E_MISSING platform.yaml:4:19 approvals.test: 'by' is missing; list groups by their names and users"
                                + " as 'user:NAME': [release-managers, \"user:alice@example.com\"]"),
                arguments(
                        "registry: main}",
                        "registry: main}\napprovals: {test: {by: ['users:alice']}}",
                        "E_FORMAT platform.yaml:4:25 approvals.test.by[0]: 'users:alice' is neither a group nor a user; did"
                                + " you mean 'user:alice'?"),
                arguments(
                        "registry: main}",
                        "registry: main}\napprovals: {test: {by: ['user:']}}",
                        "E_FORMAT platform.yaml:4:25 approvals.test.by[0]: 'user:' names nobody; write a name without"
                                + " blanks around it: release-managers, or user:alice@example.com"),
                arguments(
                        "registry: main}",
                        "registry: main}\napprovals: {test: {by: [ops, 'group:ops']}}",
                        "E_CONFLICT platform.yaml:4:30 approvals.test.by[1]: 'ops' is named twice; remove one of them"),
                arguments(
                        "registry: main}",
                        "registry: main}\napprovals: {test: {by: ['user:a'], count: 2}}",
                        "E_CONFLICT platform.yaml:4:43 approvals.test.count: count is 2, but 'by' names 1 user and no"
                                + " group; name more users or a group, or lower the count"),
                arguments(
                        "registry: main}",
                        "registry: main}\napprovals: {test: {by: [a], notByAuthro: true}}",
                        "E_UNKNOWN_KEY platform.yaml:4:29 approvals.test.notByAuthro: there is no key 'notByAuthro' in"
                                + " 'test'; did you mean 'notByAuthor'?"),
                arguments(
                        "registry: main}",
                        "registry: main}\nidentity: {gitlab: {issuer: 'http://gitlab.example.com', audience: paas}}",
                        "E_FORMAT platform.yaml:4:29 identity.gitlab.issuer: issuer is no https address; write what stands"
                                + " in its tokens as 'iss': https://gitlab.example.com, without user, password and query"),
                arguments(
                        "registry: main}",
                        "registry: main}\nidentity: {gitlab: {issuer: 'https://gitlab.example.com'}}",
                        "E_MISSING platform.yaml:4:20 identity.gitlab: 'audience' is missing; write what its tokens are"
                                + " made out to ('aud'), such as paas"),
                arguments(
                        "registry: main}",
                        "registry: main}\nidentity: {user: {issuer: 'https://g.example.com', audience: paas}}",
                        "E_NAME platform.yaml:4:12 identity.user: 'user' means something else in front of a name; call the"
                                + " issuer otherwise, such as gitlab"),
                arguments(
                        "registry: main}",
                        "registry: main}\nidentity: {a: {issuer: 'https://g.example.com', audience: p}, b: {issuer:"
                                + " 'https://g.example.com', audience: q}}",
                        "E_CONFLICT platform.yaml:4:75 identity.b.issuer: the issuer 'a' has this address already; name"
                                + " each issuer once, or one person would count as two"),
                arguments(
                        "registry: main}",
                        "registry: main}\nbaseImages: {java: 'Not an image'}",
                        "E_FORMAT platform.yaml:4:20 baseImages.java: java is 'Not an image', which names no image; write"
                                + " host/name:tag, such as registry.example.com/base/java:17"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("wrong")
    void saysWhatIsWrongWhereAndWhatToDo(String fine, String wrong, String said) {
        assertThat(problemsOfPlatform(SMALL.replace(fine, wrong)))
                .map(problem -> problem.code() + " " + problem)
                .contains(said);
    }

    @Test
    void neverRepeatsACredential() {
        List<Problem> problems = problemsOfPlatform("""
                registries:
                  a: {url: "https://user:s3cret@registry.example.com", credentials: "user:s3cret"}
                  b: {url: registry.example.com, credentials: {password: s3cret}}
                clusters:
                  one: {id: 0, environment: test, context: kube, registry: a}
                sonar: {url: "https://user:s3cret@sonar.example.com"}
                audit: "jdbc:postgresql://db/audit?user=u&password=s3cret"
                """);

        assertThat(problems)
                .map(Problem::path)
                .containsExactly(
                        "registries.a.url",
                        "registries.a.credentials",
                        "registries.b.credentials",
                        "sonar.url",
                        "audit");
        assertThat(problems.toString()).doesNotContain("s3cret");
    }

    @Test
    void refusesAPlatformWithoutClustersOrRegistries() {
        assertThat(problemsOfPlatform("baseImages: {}\n"))
                .map(problem -> problem.code() + " " + problem.what())
                .containsExactly("E_MISSING 'registries' is missing", "E_MISSING 'clusters' is missing");
        assertThat(problemsOfPlatform("registries: {}\nclusters: {}\n"))
                .map(Problem::code)
                .containsExactly("E_MISSING", "E_MISSING");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "registry.example.com/base/java:17",
                "localhost:5000/java",
                "java",
                "library/java:17-jre",
                "localhost:5000/a/b@sha256:0123456789012345678901234567890123456789012345678901234567890123"
            })
    void knowsAnImageWhenItSeesOne(String image) {
        assertThat(RegistryReader.isImage(image)).isTrue();
    }
}
