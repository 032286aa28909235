package io.jenkins.plugins.paas.spec;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the files of Gradle tell, in either of its languages. */
final class GradleProject {
    private static final Pattern NAME = Pattern.compile("(?m)^\\s*rootProject\\.name\\s*=\\s*[\"']([^\"']+)[\"']");
    private static final Pattern VERSION = Pattern.compile("(?m)^version\\s*=?\\s*[\"']([^\"'$]+)[\"']");
    private static final Pattern VERSION_OF_ALL = Pattern.compile("(?m)^\\s*version\\s*=?\\s*[\"']([^\"'$]+)[\"']");
    private static final Pattern PROPERTY = Pattern.compile("(?m)^\\s*version\\s*[=:]\\s*(\\S+)");
    private static final Pattern INCLUDE =
            Pattern.compile("(?m)^\\s*include\\b\\s*\\(?((?:\\s*[\"'][^\"']+[\"']\\s*,?)+)");
    private static final Pattern QUOTED = Pattern.compile("[\"']:?([A-Za-z0-9][A-Za-z0-9._:-]*)[\"']");

    /** What leaves a jar with all libraries in it; Ktor's plugin takes it along. */
    private static final Pattern SHADOW = Pattern.compile("(?:johnrengelman|gradleup)\\.shadow|io\\.ktor\\.plugin");

    /** What makes a program, not a library. */
    private static final Pattern STARTABLE =
            Pattern.compile("\\bapplication\\b|org\\.springframework\\.boot|io\\.quarkus|" + SHADOW.pattern());

    /** What leaves a jar that can be started. */
    private static final Pattern ONE_JAR =
            Pattern.compile("org\\.springframework\\.boot|io\\.quarkus|Main-Class|" + SHADOW.pattern());

    /** The name of a jar where the project gives it another. */
    private static final Pattern OTHER_NAME =
            Pattern.compile("archiveFileName\\s*(?:\\.set\\s*\\(|=)\\s*[\"']([A-Za-z0-9][A-Za-z0-9._-]*\\.jar)[\"']");

    private static final Pattern OTHER_PARTS =
            Pattern.compile("\\barchive(?:BaseName|FileName|Version|Classifier|sName)\\b");

    private final Checkout checkout;
    private final Optional<GradleProject> above;
    private final String build;
    private final String settings;

    private GradleProject(Checkout checkout, Optional<GradleProject> above) {
        this.checkout = checkout;
        this.above = above;
        this.build = checkout.text("build.gradle") + checkout.text("build.gradle.kts");
        this.settings = checkout.text("settings.gradle") + checkout.text("settings.gradle.kts");
    }

    /** Nothing when the folder holds no such project. */
    static Optional<Findings> in(Checkout checkout) {
        return Stream.of("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts")
                .filter(checkout::has)
                .findFirst()
                .map(any -> new GradleProject(checkout, Optional.empty()).findings());
    }

    private Findings findings() {
        String command = (checkout.has("gradlew") ? "./gradlew" : "gradle") + " -q build";
        Optional<String> name = Checkout.find(NAME, settings);
        List<String> programs = STARTABLE.matcher(build).find() ? List.of() : programs();
        if (programs.size() == 1) {
            GradleProject module = module(programs.get(0));
            String by = module.building(command);
            return module.itself(by).within(programs.get(0), name, by);
        }
        return itself(building(command));
    }

    private Findings itself(String command) {
        Optional<String> name = Checkout.find(NAME, settings);
        Optional<String> made = build.isEmpty()
                ? Optional.empty()
                : name.or(() -> Optional.of(checkout.name()))
                        .map(base ->
                                version().map(number -> base + "-" + number).orElse(base))
                        .filter(Checkout.PLAIN_NAME.asMatchPredicate());
        String ending = SHADOW.matcher(build).find() ? "-all.jar" : ".jar";
        List<String> named = OTHER_NAME
                .matcher(build)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        Optional<String> artifact = named.size() == 1
                ? Optional.of("build/libs/" + named.get(0))
                : made.map(jar -> quarkus() ? "build/" + jar + "-runner.jar" : "build/libs/" + jar + ending);
        Findings findings = JavaProject.serving(
                Findings.of("java", name, Optional.of(command), artifact),
                build + above.map(root -> root.build).orElse(""),
                checkout);
        boolean sure = ONE_JAR.matcher(build).find()
                && (named.size() == 1 || !OTHER_PARTS.matcher(build).find());
        return sure || artifact.isEmpty() ? findings : findings.noting(JavaProject.GUESS);
    }

    private String building(String command) {
        return quarkus() ? command + oneJar() : command;
    }

    private String oneJar() {
        return JavaProject.oneJar(checkout.text("gradle.properties")
                + above.map(root -> root.checkout.text("gradle.properties")).orElse("")
                + build);
    }

    private boolean quarkus() {
        return build.contains("io.quarkus");
    }

    private Optional<String> version() {
        return Checkout.find(VERSION, build)
                .or(() -> checkout.find("gradle.properties", PROPERTY))
                .or(() -> above.flatMap(root -> Checkout.find(VERSION_OF_ALL, root.build)
                        .or(() -> root.checkout.find("gradle.properties", PROPERTY))));
    }

    /** The folders of the projects in it that make programs. */
    private List<String> programs() {
        return INCLUDE.matcher(settings)
                .results()
                .flatMap(found -> QUOTED.matcher(found.group(1)).results())
                .map(found -> found.group(1).replace(':', '/'))
                .filter(folder -> !folder.contains("..")
                        && STARTABLE.matcher(module(folder).build).find())
                .distinct()
                .toList();
    }

    private GradleProject module(String folder) {
        return new GradleProject(checkout.below(folder), Optional.of(this));
    }
}
