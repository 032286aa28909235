package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.App;
import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.BuildSpec;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.RunSpec;
import io.jenkins.plugins.paas.model.TeamName;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads a whole {@code paas.yaml}. */
final class AppReader {
    private final Problems problems;

    AppReader(Problems problems) {
        this.problems = problems;
    }

    App read(Tree.Fields file) {
        Settings settings = new Settings(file, Section.APP, problems);
        Optional<AppName> name = name(settings, "app", Names::app).map(AppName::new);
        Optional<TeamName> team = name(settings, "team", Names::label).map(TeamName::new);
        Optional<BuildSpec> build = new BuildReader(problems).read(settings);

        Optional<String> logs = build.map(how -> how.args().get("logs"));
        RunReader reader = new RunReader(problems, name.map(AppName::value).orElse("app"), logs);
        Tree.Fields base = runSettings(file);
        RunSpec defaults = reader.read(base);
        Map<ClusterName, RunSpec> clusters = clusters(settings, base, reader);
        problems.raise();
        return new App(name.orElseThrow(), team.orElseThrow(), build.orElseThrow(), defaults, clusters);
    }

    private Optional<String> name(Settings settings, String key, Function<String, Optional<String>> rule) {
        String hint = "write the name of the " + key + ", such as '" + key + ": "
                + (key.equals("app") ? "orders" : "trade") + "'";
        if (!settings.has(key)) {
            settings.missing(key, hint);
        }
        return settings.text(key, hint).filter(text -> isFine(settings.place(key), text, rule, problems));
    }

    /** Tells why a name would be refused, if it would. */
    static boolean isFine(Place place, String text, Function<String, Optional<String>> rule, Problems problems) {
        Optional<String> reason = rule.apply(text);
        reason.ifPresent(why -> {
            boolean named = place.name().equals(text) || place.name().equals('"' + text + '"');
            String what = named ? why : place.name() + " " + why;
            problems.add(place, Codes.NAME, what, fitting(text, rule));
        });
        return reason.isEmpty();
    }

    /** A name much like the one that was written, if one would do. */
    private static String fitting(String text, Function<String, Optional<String>> rule) {
        String inCase = text.replaceAll("[^A-Za-z0-9_]+", "_");
        String inLowerCase =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return Stream.of(inCase, inLowerCase)
                .filter(name -> name.matches(".*[A-Za-z0-9].*")
                        && name.length() <= 40
                        && rule.apply(name).isEmpty())
                .findFirst()
                .map(name -> "'" + name + "' would do")
                .orElse("choose another name");
    }

    /** What the file says about running, without the keys that only the whole file has; those were looked at already. */
    private static Tree.Fields runSettings(Tree.Fields file) {
        Map<String, Tree.Field> run = new LinkedHashMap<>(file.fields());
        run.keySet().retainAll(Section.RUN.keys());
        return new Tree.Fields(file.place(), run);
    }

    private Map<ClusterName, RunSpec> clusters(Settings settings, Tree.Fields base, RunReader reader) {
        Map<ClusterName, RunSpec> clusters = new LinkedHashMap<>();
        String hint = "write a cluster's name with its settings, such as 'test-1: {replicas: 2}'";
        settings.named("clusters", hint).ifPresent(named -> {
            if (named.isEmpty()) {
                settings.wrong(
                        "clusters",
                        Codes.MISSING,
                        "clusters names none",
                        "name one, or remove the key: then the App may go to every cluster");
            }
            named.forEach((name, field) -> {
                boolean fine = isFine(field.key(), name, Names::label, problems);
                RunSpec run = reader.read(Overlay.of(base, own(field)));
                if (fine) {
                    clusters.put(new ClusterName(name), run);
                }
            });
        });
        return clusters;
    }

    /** A cluster's own settings; its name alone is enough. */
    private Tree.Fields own(Tree.Field cluster) {
        if (cluster.value() instanceof Tree.Fields fields) {
            return fields;
        }
        if (!cluster.value().empty()) {
            Settings.wrongType(
                    cluster.value(), "write settings below it, or {} for the App's own: {replicas: 2}", problems);
        }
        return Tree.Fields.none(cluster.key());
    }
}
