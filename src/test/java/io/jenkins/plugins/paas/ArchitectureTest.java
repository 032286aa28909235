package io.jenkins.plugins.paas;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.is;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.jenkins.plugins.paas.model.Actor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Stands where module walls would: which package may see which, and which library belongs where. */
class ArchitectureTest {
    private static final String ROOT = "io.jenkins.plugins.paas";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(ROOT);

    /** Packages whose result depends on their arguments alone, so that a test moves the clock. */
    private static final String[] PURE =
            within("model", "spec", "image", "rollout", "render", "codec", "audit", "check", "engine");

    private static final Map<String, Set<String>> TIME_AND_SURROUNDINGS = Map.of(
            "java.lang.Thread", Set.of("sleep"),
            "java.lang.System", Set.of("getenv", "currentTimeMillis", "nanoTime"),
            "java.util.concurrent.TimeUnit", Set.of("sleep"),
            "java.time.Clock",
                    Set.of("system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes"));

    private static final Set<String> WALL_CLOCK_TYPES = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime");

    /** Each package of ours with all packages of ours that it may see besides itself. */
    static Stream<Arguments> arrows() {
        return Stream.of(
                arguments("model", Set.of()),
                arguments("process", Set.of()),
                arguments("proxy", Set.of("model")),
                arguments("spec", Set.of("model")),
                arguments("image", Set.of("model")),
                arguments("rollout", Set.of("model")),
                arguments("render", Set.of("model")),
                arguments("port", Set.of("model", "image", "rollout", "render")),
                arguments("codec", Set.of("model", "rollout", "port")),
                arguments("audit", Set.of("model", "codec", "port")),
                arguments("check", Set.of("model", "image", "codec")),
                arguments(
                        "engine",
                        Set.of("model", "spec", "image", "rollout", "render", "codec", "audit", "check", "port")),
                arguments(
                        "adapter", Set.of("model", "image", "rollout", "render", "codec", "port", "process", "proxy")),
                arguments(
                        "cli",
                        Set.of(
                                "model", "spec", "image", "rollout", "render", "codec", "audit", "check", "port",
                                "engine", "adapter")),
                arguments(
                        "jenkins",
                        Set.of(
                                "model", "spec", "image", "rollout", "render", "codec", "audit", "check", "port",
                                "engine", "adapter")));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("arrows")
    void eachPackageSeesOnlyWhatItsArrowsAllow(String from, Set<String> allowed) {
        List<String> forbidden = arrows().map(arrow -> (String) arrow.get()[0])
                .filter(name -> !name.equals(from) && !allowed.contains(name))
                .toList();
        if (forbidden.isEmpty()) {
            return;
        }
        holds(noClasses()
                .that()
                .resideInAnyPackage(within(from))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(within(forbidden.toArray(String[]::new))));
    }

    @Test
    void everyClassLivesInAPackageThatHasArrows() {
        String[] known = within(arrows().map(arrow -> (String) arrow.get()[0]).toArray(String[]::new));
        holds(classes().should().resideInAnyPackage(known));
    }

    @Test
    void packagesFormNoCycle() {
        holds(slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
    }

    @Test
    void noAdapterKnowsAnother() {
        holds(slices().matching(ROOT + ".adapter.(*)..").should().notDependOnEachOther());
    }

    /** A library, then the packages that may use it. */
    static Stream<Arguments> libraries() {
        return Stream.of(
                arguments("com.google.cloud.tools.jib..", List.of("adapter.jib")),
                arguments("io.fabric8..", List.of("adapter.kube")),
                arguments("java.sql..", List.of("adapter.jdbc")),
                arguments("javax.sql..", List.of("adapter.jdbc")),
                arguments("picocli..", List.of("cli")),
                arguments("com.nimbusds..", List.of("adapter.oidc")),
                arguments("org.cyclonedx..", List.of("adapter.cyclonedx")),
                arguments("com.github.packageurl..", List.of("adapter.cyclonedx")),
                arguments("hudson..", List.of("jenkins")),
                arguments("jenkins..", List.of("jenkins")),
                arguments("org.kohsuke..", List.of("jenkins")),
                arguments("org.jenkinsci..", List.of("jenkins")),
                arguments("org.tukaani..", List.of("image")),
                arguments("org.apache.commons.compress..", List.of("image")),
                arguments("org.snakeyaml..", List.of("spec", "image", "adapter.kube")),
                arguments("com.fasterxml..", List.of("codec", "adapter", "cli")),
                // It comes along with another library; there is one YAML reader only.
                arguments("org.yaml..", List.of()));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("libraries")
    void eachLibraryStaysInItsPlace(String library, List<String> homes) {
        holds(noClasses()
                .that()
                .resideOutsideOfPackages(within(homes.toArray(String[]::new)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library));
    }

    @ParameterizedTest
    @MethodSource("plain")
    void modelRolloutRenderAndPortNeedTheJdkAlone(String name) {
        holds(classes()
                .that()
                .resideInAnyPackage(within(name))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + "..", "java..", "org.jspecify.annotations"));
    }

    static Stream<String> plain() {
        return Stream.of("model", "rollout", "render", "port");
    }

    @Test
    void timeAndSurroundingsComeAsArguments() {
        holds(noClasses().that().resideInAnyPackage(PURE).should().accessTargetWhere(timeOrSurroundings()));
    }

    /** Whoever made an Actor himself would forget the person that a token names, and with it who may not approve. */
    @Test
    void theSessionAloneSaysWhoWeAre() {
        holds(noClasses()
                .that()
                .resideInAPackage(ROOT + ".engine..")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".engine.Session")
                .should()
                .callConstructorWhere(target(is(owner(equivalentTo(Actor.class))))));
    }

    @Test
    void onlyTheCommandLineWritesToTheTerminal() {
        holds(noClasses().that().resideOutsideOfPackages(within("cli")).should(ACCESS_STANDARD_STREAMS));
    }

    @Test
    void namesSayWhatAThingIsInTheDomain() {
        holds(noClasses().should().haveNameMatching(".*(Util|Utils|Manager|Helper|Impl)(\\$.*)?"));
    }

    @Test
    void everyPackagePromisesNoNull() {
        Stream<String> unmarked = CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName);
        assertThat(unmarked)
                .as("packages without @NullMarked in package-info.java")
                .isEmpty();
    }

    private static DescribedPredicate<JavaAccess<?>> timeOrSurroundings() {
        return DescribedPredicate.describe("it reads the clock or the environment, or sleeps", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            boolean now = WALL_CLOCK_TYPES.contains(owner) && name.equals("now") && !takesAClock(access);
            return now || TIME_AND_SURROUNDINGS.getOrDefault(owner, Set.of()).contains(name);
        });
    }

    /** {@code Instant.now(clock)} is how a pure class is handed its time. */
    private static boolean takesAClock(JavaAccess<?> access) {
        return access.getTarget().getFullName().endsWith("(java.time.Clock)");
    }

    private static String[] within(String... names) {
        return Stream.of(names).map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    }

    private static void holds(ArchRule rule) {
        // A package may still be empty.
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
