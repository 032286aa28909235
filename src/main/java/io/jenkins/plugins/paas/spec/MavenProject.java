package io.jenkins.plugins.paas.spec;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@code pom.xml} tells. */
final class MavenProject {
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");
    private static final Pattern MODULE = Pattern.compile("<module>\\s*([A-Za-z0-9][A-Za-z0-9._/-]*?)/?\\s*</module>");

    /** What makes a jar that can be started by itself. */
    private static final Pattern STARTABLE = Pattern.compile(
            "spring-boot-maven-plugin|quarkus-maven-plugin|maven-shade-plugin|maven-assembly-plugin|<mainClass>");

    private static final Pattern PLUGIN = Pattern.compile("(?s)<plugin>(.*?)</plugin>");

    private final Checkout checkout;
    private final String pom;
    /** What belongs to the project itself. */
    private final String own;
    /** The same of the projects that this one is a module of. */
    private final String above;

    private MavenProject(Checkout checkout, String above) {
        this.checkout = checkout;
        this.above = above;
        this.pom = checkout.text("pom.xml").replaceAll("(?s)<!--.*?-->", "");
        // What stands in these elements repeats the same names for other things.
        this.own = pom.replaceAll(
                "(?s)<(dependencies|dependencyManagement|profiles|plugins|pluginManagement|extensions|reporting)>.*?</\\1>",
                "");
    }

    /** Nothing when the folder holds no such project. */
    static Optional<Findings> in(Checkout checkout) {
        return checkout.has("pom.xml") ? Optional.of(new MavenProject(checkout, "").findings()) : Optional.empty();
    }

    private Findings findings() {
        String command = (checkout.has("mvnw") ? "./mvnw" : "mvn") + " -q -B package";
        boolean quarkus = pom.contains("quarkus-maven-plugin");
        String ending =
                quarkus ? "-runner.jar" : classifier().map(word -> "-" + word).orElse("") + ".jar";
        Findings findings = Findings.of(
                "java",
                artifactId(),
                Optional.of(quarkus ? command + JavaProject.oneJar(pom + above) : command),
                jar().map(name -> "target/" + name + ending));
        return program(command).orElseGet(() -> {
            Findings serving = JavaProject.serving(findings, pom, checkout);
            boolean startable = STARTABLE.matcher(pom + above).find() || pom.contains("spring-boot");
            return startable || findings.artifact().isEmpty() ? serving : serving.noting(JavaProject.GUESS);
        });
    }

    /** What the jar that can be started has behind its name, where another one has the name alone. */
    private Optional<String> classifier() {
        return plugin("spring-boot-maven-plugin")
                .flatMap(plugin -> Checkout.find(element("classifier"), plugin))
                .or(() -> plugin("maven-shade-plugin")
                        .filter(plugin -> Checkout.find(element("shadedArtifactAttached"), plugin)
                                .filter("true"::equals)
                                .isPresent())
                        .map(plugin -> Checkout.find(element("shadedClassifierName"), plugin)
                                .orElse("shaded")))
                .or(() -> plugin("maven-assembly-plugin")
                        .filter(plugin -> Checkout.find(element("appendAssemblyId"), plugin)
                                .filter("false"::equals)
                                .isEmpty())
                        .flatMap(plugin -> Checkout.find(element("descriptorRef"), plugin)))
                .filter(Checkout.PLAIN_NAME.asMatchPredicate());
    }

    /** What the project says of a plugin. */
    private Optional<String> plugin(String name) {
        return PLUGIN.matcher(pom)
                .results()
                .map(found -> found.group(1))
                .filter(text -> Checkout.find(element("artifactId"), text)
                        .filter(name::equals)
                        .isPresent())
                .findFirst();
    }

    private String withoutParent() {
        return own.replaceAll("(?s)<parent>.*?</parent>", "");
    }

    private Optional<String> artifactId() {
        return Checkout.find(element("artifactId"), withoutParent());
    }

    /** What the jar is called, without its ending; nothing where there is none, or where it cannot be told. */
    private Optional<String> jar() {
        String project = withoutParent();
        boolean other = Checkout.find(element("packaging"), project)
                .filter(kind -> !kind.equals("jar"))
                .isPresent();
        if (other) {
            return Optional.empty();
        }
        Optional<String> version = Checkout.find(element("version"), project)
                .or(() -> Checkout.find(element("parent"), own)
                        .flatMap(parent -> Checkout.find(element("version"), parent)));
        String known = setting("artifactId", artifactId()) + setting("version", version) + own + above;
        return Checkout.find(element("finalName"), project)
                .or(() -> artifactId().flatMap(name -> version.map(number -> name + "-" + number)))
                .map(name -> resolved(resolved(name, known), known))
                .filter(Checkout.PLAIN_NAME.asMatchPredicate());
    }

    private static String setting(String name, Optional<String> value) {
        String text = value.orElse("");
        return "<project." + name + ">" + text + "</project." + name + "><" + name + ">" + text + "</" + name + ">";
    }

    private static Pattern element(String name) {
        return Pattern.compile("(?s)<" + Pattern.quote(name) + ">\\s*(.*?)\\s*</" + Pattern.quote(name) + ">");
    }

    private static String resolved(String text, String known) {
        return PROPERTY.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        Checkout.find(element(found.group(1)), known).orElse(found.group())));
    }

    /** The one module that makes a program; nothing when none or several of them do. */
    private Optional<Findings> program(String command) {
        List<String> programs = MODULE.matcher(own)
                .results()
                .map(found -> found.group(1))
                .filter(module -> !module.contains("..")
                        && STARTABLE.matcher(module(module).pom).find())
                .distinct()
                .toList();
        if (programs.size() != 1) {
            return Optional.empty();
        }
        MavenProject module = module(programs.get(0));
        Findings made = module.findings();
        String by =
                module.pom.contains("quarkus-maven-plugin") ? command + JavaProject.oneJar(module.pom + pom) : command;
        return Optional.of(
                JavaProject.serving(made, module.pom + pom, module.checkout).within(programs.get(0), artifactId(), by));
    }

    private MavenProject module(String folder) {
        return new MavenProject(checkout.below(folder), own + above);
    }
}
