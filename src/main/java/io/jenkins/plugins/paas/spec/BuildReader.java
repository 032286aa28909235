package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.BuildSpec;
import io.jenkins.plugins.paas.model.DnsLabel;
import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.Trusted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code language}, {@code dockerfile} and {@code build}. */
final class BuildReader {
    /** With colons it would look like a path of Windows. */
    private static final Pattern FINGERPRINT = Pattern.compile("([0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2}");

    private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Problems problems;

    BuildReader(Problems problems) {
        this.problems = problems;
    }

    Optional<BuildSpec> read(Settings app) {
        Optional<BuildSpec.Recipe> recipe = recipe(app);
        Settings build = app.section("build", Section.BUILD);
        Optional<String> command = build.text("command", "write the command as one text: ./mvnw -q package")
                .filter(text -> {
                    if (text.isBlank()) {
                        build.wrong("command", Codes.MISSING, "command is blank", "write a command or remove the key");
                    }
                    return !text.isBlank();
                });
        Optional<Path> artifact = build.text(
                        "artifact", "write the path of what the build leaves behind: target/orders.jar")
                .flatMap(text -> Paths.inside(build.place("artifact"), text, "target/orders.jar", problems));
        Map<String, String> args = arguments(build);
        List<Trusted> trust = trust(build);
        return recipe.map(how -> new BuildSpec(how, command, artifact, args, trust, places(app, build)));
    }

    /** Only a template knows which arguments it takes, and only the folder whether a file is there: the places are kept. */
    private static Map<String, Location> places(Settings app, Settings build) {
        Map<String, Location> places = new TreeMap<>();
        places.put("language", app.place("language").location());
        places.put("dockerfile", app.place("dockerfile").location());
        build.find("args")
                .filter(Tree.Fields.class::isInstance)
                .ifPresent(args -> ((Tree.Fields) args)
                        .fields()
                        .forEach((name, field) ->
                                places.put("args." + name, field.value().place().location())));
        return places;
    }

    private Optional<BuildSpec.Recipe> recipe(Settings app) {
        if (!app.has("language") && !app.has("dockerfile")) {
            app.missing("language", "write 'language: java', or 'dockerfile: ./Dockerfile' if you have your own");
        }
        Optional<String> language = app.text("language", "write a language such as java")
                .filter(text -> AppReader.isFine(
                        app.place("language"), text, name -> DnsLabel.problemWith(name, 63), problems));
        Optional<Path> dockerfile = app.text("dockerfile", "write the path of your Dockerfile: ./Dockerfile")
                .flatMap(text -> Paths.inside(app.place("dockerfile"), text, "./Dockerfile", problems));
        return dockerfile.isPresent()
                ? Optional.of(new BuildSpec.Recipe.Dockerfile(dockerfile.get(), language))
                : language.map(BuildSpec.Recipe.Template::new);
    }

    private Map<String, String> arguments(Settings build) {
        Map<String, String> args = new TreeMap<>();
        build.named("args", "write names with values: {deployPath: /app}")
                .ifPresent(named -> named.forEach((name, field) -> {
                    if (!ARGUMENT.matcher(name).matches()) {
                        problems.add(
                                field.key(),
                                Codes.NAME,
                                "'" + Tree.Scalar.shortened(name) + "' is no name of an ARG",
                                "use letters, digits and '_', and start with a letter");
                    }
                    Settings.verbatim(field.value(), "write a single value; \"\" for an empty one", problems)
                            .ifPresent(value -> args.put(name, value));
                }));
        return args;
    }

    /** A file, a name or a fingerprint: which one is seen only in the App's folder. None begins in a way that leaves it. */
    private List<Trusted> trust(Settings build) {
        List<Trusted> trust = new ArrayList<>();
        String hint = "list PEM files, or known roots by name or SHA-256 fingerprint: [certs/corp-root.pem]";
        build.items("trust", hint)
                .ifPresent(items -> items.forEach(item -> Settings.text(item, hint, problems)
                        .filter(text -> FINGERPRINT.matcher(text).matches()
                                || Paths.inside(item.place(), text, "certs/corp-root.pem", problems)
                                        .isPresent())
                        .ifPresent(
                                text -> trust.add(new Trusted(text, item.place().location())))));
        return trust;
    }
}
