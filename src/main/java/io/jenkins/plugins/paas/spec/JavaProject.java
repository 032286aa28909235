package io.jenkins.plugins.paas.spec;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Java project built by Maven or Gradle tells. */
final class JavaProject {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    /** Quarkus makes a folder otherwise, whose jar looks for the others by an index of its own. */
    private static final String ONE_JAR = " -Dquarkus.package.jar.type=uber-jar";

    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

    private final Checkout checkout;

    private JavaProject(Checkout checkout) {
        this.checkout = checkout;
    }

    /** Nothing when the folder holds no such project. */
    static Optional<Findings> in(Checkout checkout) {
        JavaProject project = new JavaProject(checkout);
        if (checkout.has("pom.xml")) {
            return Optional.of(project.maven(checkout.text("pom.xml")));
        }
        for (String suffix : new String[] {"", ".kts"}) {
            if (checkout.has("build.gradle" + suffix)) {
                return Optional.of(project.gradle(suffix));
            }
        }
        return Optional.empty();
    }

    private Findings maven(String pom) {
        // What belongs to the project itself stands outside of these elements, which repeat the same names.
        String own = pom.replaceAll("(?s)<!--.*?-->", "")
                .replaceAll("(?s)<(dependencies|dependencyManagement|profiles|plugins|pluginManagement)>.*?</\\1>", "");
        String parent = Checkout.find(element("parent"), own).orElse("");
        String project = own.replaceAll("(?s)<parent>.*?</parent>", "");
        Optional<String> artifactId = Checkout.find(element("artifactId"), project);
        Optional<String> version =
                Checkout.find(element("version"), project).or(() -> Checkout.find(element("version"), parent));
        String known = "<project.artifactId>" + artifactId.orElse("") + "</project.artifactId><project.version>"
                + version.orElse("") + "</project.version><artifactId>" + artifactId.orElse("")
                + "</artifactId><version>"
                + version.orElse("") + "</version>" + own;
        Optional<String> jar = Checkout.find(element("finalName"), project)
                .or(() -> artifactId.flatMap(name -> version.map(number -> name + "-" + number)))
                .map(name -> resolved(resolved(name, known), known))
                .filter(SAFE.asMatchPredicate());
        boolean several = Checkout.find(element("packaging"), project)
                .filter("pom"::equals)
                .isPresent();
        String command = (checkout.has("mvnw") ? "./mvnw" : "mvn") + " -q -B package";
        boolean quarkus = pom.contains("quarkus-maven-plugin");
        Findings findings = Findings.of(
                "java",
                artifactId,
                Optional.of(quarkus ? command + ONE_JAR : command),
                several ? Optional.empty() : jar.map(name -> "target/" + name + (quarkus ? "-runner.jar" : ".jar")));
        return quarkus ? quarkus(findings, pom) : springBoot(findings, pom);
    }

    private static Pattern element(String name) {
        return Pattern.compile("(?s)<" + Pattern.quote(name) + ">\\s*(.*?)\\s*</" + Pattern.quote(name) + ">");
    }

    private static String resolved(String text, String known) {
        return PROPERTY.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        Checkout.find(element(found.group(1)), known).orElse(found.group())));
    }

    private Findings gradle(String suffix) {
        String build = checkout.text("build.gradle" + suffix);
        Pattern assigned = Pattern.compile("(?m)^\\s*rootProject\\.name\\s*=\\s*[\"']([^\"']+)[\"']");
        Optional<String> name = checkout.find("settings.gradle" + suffix, assigned);
        Optional<String> version = Checkout.find(Pattern.compile("(?m)^version\\s*=?\\s*[\"']([^\"'$]+)[\"']"), build);
        Optional<String> jar = name.or(() -> Optional.of(checkout.name()))
                .map(base -> version.map(number -> base + "-" + number).orElse(base))
                .filter(SAFE.asMatchPredicate());
        String command = (checkout.has("gradlew") ? "./gradlew" : "gradle") + " -q build";
        if (build.contains("io.quarkus")) {
            Optional<String> runner = jar.map(base -> "build/" + base + "-runner.jar");
            return quarkus(Findings.of("java", name, Optional.of(command + ONE_JAR), runner), build);
        }
        return springBoot(
                Findings.of("java", name, Optional.of(command), jar.map(base -> "build/libs/" + base + ".jar")), build);
    }

    private Findings quarkus(Findings findings, String build) {
        Optional<Integer> written = setting("quarkus.http.port");
        Findings listening = findings.listening(written.or(() -> Optional.of(8080)));
        return build.contains("quarkus-smallrye-health")
                ? listening.asked("/q/health/ready", "/q/health/live", Optional.empty())
                : listening;
    }

    private Findings springBoot(Findings findings, String build) {
        boolean spring = build.contains("spring-boot");
        Optional<Integer> written = setting("server.port");
        boolean serves = build.contains("spring-boot-starter-web") || build.contains("spring-boot-starter-actuator");
        Findings listening =
                findings.listening(written.or(() -> spring && serves ? Optional.of(8080) : Optional.empty()));
        if (!spring || !build.contains("spring-boot-starter-actuator")) {
            return listening;
        }
        Optional<Integer> management = setting("management.server.port")
                .filter(port -> listening.port().filter(port::equals).isEmpty());
        return listening.asked("/actuator/health/readiness", "/actuator/health/liveness", management);
    }

    /** A port in Spring's {@code application} files; {@code ${PORT:8080}} counts as 8080. */
    private Optional<Integer> setting(String name) {
        String folder = "src/main/resources/application";
        Optional<String> line = checkout.find(
                folder + ".properties", Pattern.compile("(?m)^\\s*" + Pattern.quote(name) + "\\s*[=:]\\s*(\\S+)"));
        return line.or(() -> yaml(folder + ".yml", name))
                .or(() -> yaml(folder + ".yaml", name))
                .flatMap(JavaProject::port);
    }

    private Optional<String> yaml(String file, String name) {
        // Further documents of such a file are for single profiles.
        String first = checkout.text(file).split("(?m)^---", 2)[0];
        Optional<Tree> at = YamlFile.read(file, first, new Problems()).map(Tree.class::cast);
        for (String step : name.split("\\.", -1)) {
            at = at.filter(Tree.Fields.class::isInstance)
                    .map(tree -> ((Tree.Fields) tree).fields().get(step))
                    .map(Tree.Field::value);
        }
        return at.filter(Tree.Scalar.class::isInstance).map(tree -> ((Tree.Scalar) tree).text());
    }

    private static Optional<Integer> port(String text) {
        return Checkout.find(Pattern.compile("^(?:\\$\\{[^:}]+:)?([1-9][0-9]{0,4})}?$"), text)
                .map(Integer::valueOf)
                .filter(port -> port <= 65_535);
    }
}
