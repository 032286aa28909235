package io.jenkins.plugins.paas.spec;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a Java project built by Maven or Gradle tells. */
final class JavaProject {
    static final String GUESS = "artifact is a guess: it must be a jar that java -jar starts, its libraries with it";

    private static final Pattern QUARKUS_VERSION =
            Pattern.compile("(?i)quarkus(?:\\.?platform)?\\.?version\\s*[>=:]\\s*([0-9]+\\.[0-9]+)");

    /** The first version that calls it {@code quarkus.package.jar.type}. */
    private static final int RENAMED_IN = 3010;

    private static final int USUAL_PORT = 8080;

    private JavaProject() {}

    /** Nothing when the folder holds no such project. */
    static Optional<Findings> in(Checkout checkout) {
        return MavenProject.in(checkout).or(() -> GradleProject.in(checkout));
    }

    /**
     * What makes Quarkus leave one jar. It makes a folder otherwise, whose jar looks for the others by an index of its own.
     *
     * @param build the text of the build file, and of those that it takes its settings from
     */
    static String oneJar(String build) {
        boolean old = Checkout.find(QUARKUS_VERSION, build)
                .map(version -> version.split("\\.", -1))
                .filter(parts -> parts[0].length() < 4 && parts[1].length() < 4)
                .filter(parts -> Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]) < RENAMED_IN)
                .isPresent();
        return old ? " -Dquarkus.package.type=uber-jar" : " -Dquarkus.package.jar.type=uber-jar";
    }

    /**
     * With the port and the paths of the framework that is used.
     *
     * @param build the text of the build file, and of those that it takes its settings from
     */
    static Findings serving(Findings findings, String build, Checkout checkout) {
        ApplicationSettings settings = new ApplicationSettings(checkout);
        return build.contains("quarkus-maven-plugin") || build.contains("io.quarkus")
                ? quarkus(findings, build, settings)
                : springBoot(findings, build, settings);
    }

    private static Findings quarkus(Findings findings, String build, ApplicationSettings settings) {
        Findings listening =
                findings.listening(settings.port("quarkus.http.port").or(() -> Optional.of(USUAL_PORT)));
        String root = settings.path("quarkus.http.root-path");
        return build.contains("quarkus-smallrye-health")
                ? listening.asked(root + "/q/health/ready", root + "/q/health/live", Optional.empty())
                : listening;
    }

    private static Findings springBoot(Findings findings, String build, ApplicationSettings settings) {
        boolean spring = build.contains("spring-boot");
        boolean actuator = build.contains("spring-boot-starter-actuator");
        boolean serves = spring && (build.contains("spring-boot-starter-web") || actuator);
        Findings listening = findings.listening(
                settings.port("server.port").or(() -> serves ? Optional.of(USUAL_PORT) : Optional.empty()));
        if (!spring || !actuator) {
            return listening;
        }
        Optional<Integer> management = settings.port("management.server.port")
                .filter(port -> listening.port().filter(port::equals).isEmpty());
        // The program's own path is in front of these only where they are asked at its own port.
        String before = management.isPresent()
                ? settings.path("management.server.base-path")
                : settings.path("server.servlet.context-path") + settings.path("spring.webflux.base-path");
        String endpoints = settings.has("management.endpoints.web.base-path")
                ? settings.path("management.endpoints.web.base-path")
                : "/actuator";
        String health = before + endpoints + "/health";
        return listening.asked(health + "/readiness", health + "/liveness", management);
    }
}
