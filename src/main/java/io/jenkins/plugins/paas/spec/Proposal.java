package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.AppName;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Proposes a {@code paas.yaml} for a repository. */
public final class Proposal {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z./][A-Za-z0-9./_=&+ -]*");

    /** Languages whose template takes {@code build.artifact}. */
    private static final Set<String> LEAVES_A_FILE = Set.of("java", "go", "cpp");

    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final int MOST_FOLDERS = 100;
    private static final int MOST_PROJECTS = 9;

    private final StringBuilder text = new StringBuilder();

    private Proposal() {}

    /**
     * Looks at a repository and writes a commented file that fits it and that {@link SpecReader} accepts.
     *
     * @param folder the App's folder; only read
     * @return the text of {@code paas.yaml}
     * @throws java.io.UncheckedIOException when a file cannot be read
     */
    public static String inspect(Path folder) {
        Checkout checkout = new Checkout(folder);
        Optional<Findings> known = JavaProject.in(checkout).or(() -> OtherProject.in(checkout));
        Proposal proposal = new Proposal();
        proposal.names(checkout, known);
        proposal.build(checkout, known);
        proposal.run(checkout, known);
        return proposal.text.toString();
    }

    private void names(Checkout checkout, Optional<Findings> known) {
        String name = Stream.of(known.flatMap(Findings::name).orElse(""), checkout.name())
                .map(Proposal::label)
                .filter(label -> !label.isEmpty() && !label.equals(AppName.BASE_IMAGES.value()))
                .findFirst()
                .orElse("app");
        String team = checkout.group()
                .map(Proposal::label)
                .filter(label -> !label.isEmpty())
                .orElse("team");
        line("# How this App is built and how it runs; docs/paas-yaml.md explains every key.");
        line("app: " + name);
        line("team: " + team + (team.equals("team") ? "   # who owns it; please change" : ""));
    }

    private void build(Checkout checkout, Optional<Findings> known) {
        if (known.isPresent()) {
            line("language: " + known.get().language());
        }
        if (checkout.has("Dockerfile")) {
            line("dockerfile: ./Dockerfile"
                    + (known.isPresent() ? "   # without this line the language's template is used" : ""));
        } else if (known.isEmpty()) {
            line("language: java   # no project was recognised here; please change");
            List<String> below = projects(checkout).limit(MOST_PROJECTS).toList();
            if (!below.isEmpty()) {
                line("# There are projects in " + String.join(", ", below) + "; each gets a file of its own: paas init "
                        + below.get(0));
            }
        }
        known.filter(findings -> !OtherProject.dockerfileBuilds(checkout, known))
                .ifPresent(findings -> settings(findings, checkout.has("Dockerfile")));
    }

    /** Folders of a repository with several programs. */
    private static Stream<String> projects(Checkout checkout) {
        return folders(checkout, "")
                .flatMap(folder -> isProject(checkout, folder)
                        ? Stream.of(folder)
                        : folders(checkout, folder + "/").filter(child -> isProject(checkout, child)));
    }

    private static Stream<String> folders(Checkout checkout, String within) {
        return checkout.folders(within.isEmpty() ? "." : within).stream()
                .filter(name -> FOLDER.matcher(name).matches() && !name.equals("node_modules"))
                .limit(MOST_FOLDERS)
                .map(name -> within + name);
    }

    private static boolean isProject(Checkout checkout, String folder) {
        Checkout below = checkout.below(folder);
        try {
            return below.has("Dockerfile")
                    || JavaProject.in(below).or(() -> OtherProject.in(below)).isPresent();
        } catch (UncheckedIOException e) {
            // It may not be read; nobody asked for it.
            return false;
        }
    }

    private void settings(Findings known, boolean ownDockerfile) {
        Map<String, String> args = ownDockerfile ? Map.of() : known.args();
        Optional<String> note = ownDockerfile ? Optional.empty() : known.note();
        if (known.command().isEmpty() && args.isEmpty()) {
            return;
        }
        line("");
        line("build:");
        known.command().ifPresent(command -> line("  command: " + quoted(command)));
        if (known.artifact().isPresent()) {
            line("  artifact: " + quoted(known.artifact().get()));
        } else if (LEAVES_A_FILE.contains(known.language())) {
            line("  # artifact: what the command leaves behind");
        }
        if (!args.isEmpty()) {
            line("  args: {"
                    + args.entrySet().stream()
                            .map(arg -> arg.getKey() + ": " + quoted(arg.getValue()))
                            .collect(Collectors.joining(", "))
                    + "}");
        }
        note.ifPresent(text -> line("  # " + text));
    }

    private void run(Checkout checkout, Optional<Findings> known) {
        Optional<Integer> port = known.filter(findings -> !(checkout.has("Dockerfile") && servedByUs(findings)))
                .flatMap(Findings::port)
                .or(() -> OtherProject.exposed(checkout));
        line("");
        line(port.map(number -> "port: " + number)
                .orElse("# port: 8080   # where the program listens, if it serves requests"));
        Optional<String> readiness = known.flatMap(Findings::readiness);
        Optional<String> liveness = known.flatMap(Findings::liveness);
        if (readiness.isPresent() && liveness.isPresent() && port.isPresent()) {
            String at = known.flatMap(Findings::checkPort)
                    .map(number -> ", port: " + number)
                    .orElse("");
            line("health:");
            line("  readiness: {http: " + readiness.get() + at + "}");
            line("  liveness: {http: " + liveness.get() + at + "}");
        } else {
            line("# health:   # without it a pod is ready once its port can be connected to");
            line("#   readiness: {http: /health}");
        }
        line("resources: {cpu: 500m, memory: 512Mi}   # of each pod");
        line("replicas: 1");
        List<String> writable = OtherProject.writable(checkout);
        boolean ours =
                known.filter(findings -> findings.language().equals("php")).isPresent() && !checkout.has("Dockerfile");
        if (ours && !writable.isEmpty()) {
            line("security: {writable: [" + String.join(", ", writable) + "]}   # of each pod, empty at its start");
        }
        line("");
        line(ours && OtherProject.symfony(checkout) ? "env: {APP_ENV: prod}" : "# env: {LOG_LEVEL: info}");
        line("# config: config/   # a folder of files that become a numbered version and are mounted");
        line("");
        line("# What differs from cluster to cluster. Without this key the App may go to every cluster.");
        line("# clusters:");
        line("#   test-1: {env: {LOG_LEVEL: debug}}");
        line("#   prod-1: {replicas: 3}");
    }

    /** The port is then that of our template's server, and another Dockerfile has another one. */
    private static boolean servedByUs(Findings known) {
        return known.port().filter(port -> port == OtherProject.NGINX).isPresent()
                && !known.language().equals("java");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** A valid name much like this one; empty when nothing of it can stay. */
    private static String label(String name) {
        String label =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[-0-9]+", "");
        String cut = label.length() > AppName.LONGEST ? label.substring(0, AppName.LONGEST) : label;
        String trimmed = cut.replaceAll("-+$", "");
        // These two would be read as something else than a text.
        return trimmed.equals("true") || trimmed.equals("false") || trimmed.equals("null") ? "" : trimmed;
    }

    private static String quoted(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "''") + "'";
    }
}
