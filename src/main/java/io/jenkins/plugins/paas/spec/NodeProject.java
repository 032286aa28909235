package io.jenkins.plugins.paas.spec;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a {@code package.json} tells. */
final class NodeProject {
    private static final String FILE = "package.json";

    private static final Pattern SETTING = Pattern.compile("(?:cross-env|npx|[A-Za-z_][A-Za-z0-9_]*=\\S*)");
    private static final Pattern PLAIN_PATH = Pattern.compile("(?:\\.[a-z]+/)?[A-Za-z0-9_][A-Za-z0-9_./-]*");
    private static final Pattern PLAIN_OPTIONS = Pattern.compile("[A-Za-z0-9_=./@: -]+");

    /** What builds pages for the browser, and where it leaves them. */
    private static final List<String> BUNDLERS =
            List.of("vite", "react-scripts", "@vue/cli-service", "parcel", "@angular/cli");

    /** What shows such pages while they are written. Whatever else is started is a program of the App's own. */
    private static final Set<String> SHOWING = Set.of(
            "vite",
            "react-scripts",
            "react-app-rewired",
            "craco",
            "vue-cli-service",
            "parcel",
            "ng",
            "serve",
            "http-server",
            "npm",
            "yarn",
            "pnpm");

    /** What builds by such a bundler, but a server. */
    private static final List<String> SERVERS = List.of(
            "@sveltejs/kit",
            "@remix-run/serve",
            "@react-router/serve",
            "@solidjs/start",
            "@builder.io/qwik-city",
            "@angular/ssr");

    private static final Pattern ANGULAR_OUTPUT =
            Pattern.compile("\"outputPath\"\\s*:\\s*(?:\\{\\s*\"base\"\\s*:\\s*)?\"([A-Za-z0-9_][A-Za-z0-9_./-]*)\"");

    private static final Pattern VITE_OUTPUT =
            Pattern.compile("\\boutDir\\s*:\\s*[\"'`](?:\\./)?([A-Za-z0-9_][A-Za-z0-9_./-]*)[\"'`]");

    /** Folders that builds leave behind; a file is hardly ever called so. */
    private static final Set<String> OUTPUTS = Set.of("build", "dist", "out", "lib");

    /** Options of node that have a value after a blank. */
    private static final Set<String> WITH_VALUE = Set.of(
            "-r",
            "--require",
            "--import",
            "--loader",
            "--experimental-loader",
            "-C",
            "--conditions",
            "--env-file",
            "--env-file-if-exists");

    private final Checkout checkout;
    private final JsonFile file;
    private final Workspaces workspaces;

    private NodeProject(Checkout checkout) {
        this.checkout = checkout;
        this.file = JsonFile.of(checkout, FILE);
        this.workspaces = Workspaces.of(checkout);
    }

    /** Nothing when the folder holds no such project. */
    static Optional<Findings> in(Checkout checkout) {
        return checkout.has(FILE) ? Optional.of(new NodeProject(checkout).findings()) : Optional.empty();
    }

    private Findings findings() {
        Optional<String> started = started();
        Optional<String> bundler =
                BUNDLERS.stream().filter(this::uses).findFirst().filter(any -> started.isEmpty() && !serves());
        if (bundler.isPresent()) {
            return Findings.of("static", file.name(), Optional.of(commands().build()), Optional.empty())
                    .listening(Optional.of(OtherProject.NGINX))
                    .given("site", site(bundler.get()))
                    .given("unknown", "index");
        }
        List<String> programs = started.isPresent()
                ? List.of()
                : workspaces.members().stream()
                        .filter(folder -> member(folder).started().isPresent())
                        .toList();
        boolean builds =
                builds() || programs.stream().anyMatch(folder -> member(folder).builds());
        Findings findings = Findings.of(
                "node",
                file.name(),
                Optional.of(builds ? commands().program() : commands().install()),
                Optional.empty());
        if (!programs.isEmpty()) {
            return startedByMember(findings, programs);
        }
        Findings found = started(findings, started, builds);
        return workspaces
                .above()
                .map(root -> found.noting("a part of the workspace in " + root
                        + ", which has the packages that it needs; better: paas init " + root))
                .orElse(found);
    }

    private boolean uses(String name) {
        return file.text("dependencies", name)
                .or(() -> file.text("devDependencies", name))
                .isPresent();
    }

    private boolean builds() {
        return file.text("scripts", "build").isPresent();
    }

    /** Whether it starts a server of its own, which may send pages as well. */
    private boolean serves() {
        if (uses("@sveltejs/adapter-static")) {
            return false;
        }
        return SERVERS.stream().anyMatch(this::uses)
                || command("start").stream().limit(1).anyMatch(word -> !SHOWING.contains(word));
    }

    private NodeProject member(String folder) {
        return new NodeProject(checkout.below(folder));
    }

    private Findings startedByMember(Findings findings, List<String> programs) {
        String first = programs.get(0);
        String main = first + "/" + member(first).started().orElseThrow();
        return programs.size() == 1
                ? findings.given("main", main)
                : findings.noting(
                        "args: {main: " + main + "}   # there are several programs, in " + String.join(", ", programs));
    }

    private String site(String bundler) {
        return switch (bundler) {
            case "react-scripts" -> "build";
            case "@angular/cli" -> {
                String name = file.name()
                        .filter(text -> PLAIN_PATH.matcher(text).matches())
                        .orElse("");
                String folder =
                        checkout.find("angular.json", ANGULAR_OUTPUT).orElse(name.isEmpty() ? "dist" : "dist/" + name);
                yield checkout.text("angular.json").contains(":application\"") ? folder + "/browser" : folder;
            }
            case "vite" ->
                Stream.of("ts", "js", "mts", "mjs", "cts", "cjs")
                        .flatMap(ending -> checkout.find("vite.config." + ending, VITE_OUTPUT).stream())
                        .filter(folder -> !folder.contains(".."))
                        .findFirst()
                        .orElse(uses("@sveltejs/kit") ? "build" : "dist");
            default -> "dist";
        };
    }

    /** What npm start runs comes first: {@code main} is for those who require the package. */
    private Findings started(Findings findings, Optional<String> started, boolean builds) {
        String usual =
                file.text("main").map(path -> path.replaceFirst("^\\./", "")).orElse("index.js");
        if (started.isPresent()) {
            Findings found = started.get().equals(usual) ? findings : findings.given("main", started.get());
            return optionsOfStart()
                    .map(more ->
                            found.noting("npm start gives node more: " + more + "; env: {NODE_OPTIONS: ...} can do so"))
                    .orElse(found);
        }
        boolean there = Stream.of("", ".js", "/index.js").anyMatch(ending -> checkout.has(usual + ending));
        boolean made = builds && !usual.equals("index.js");
        if (there || made) {
            return findings;
        }
        // This is what npm start runs where there is no script.
        return checkout.has("server.js")
                ? findings.given("main", "server.js")
                : findings.noting("args: {main: server.js}   # which file starts the program could not be told");
    }

    /** The file that is started by node. */
    private Optional<String> started() {
        return startedBy("start")
                .or(() -> startedBy("start:prod"))
                .or(() -> uses("@sveltejs/adapter-node") ? Optional.of("build/index.js") : Optional.empty());
    }

    private Optional<String> startedBy(String script) {
        List<String> command = command(script);
        String program = command.stream().findFirst().orElse("");
        List<String> arguments = command.stream().skip(1).toList();
        // nodemon has options of its own, by which it may start something else.
        boolean plain = arguments.stream().noneMatch(word -> word.startsWith("-"));
        boolean node = program.equals("node") || (program.equals("nodemon") && plain);
        return node ? arguments.stream().skip(options(arguments)).findFirst().flatMap(this::file) : Optional.empty();
    }

    /** The last command of a script, without the settings before it. */
    private List<String> command(String script) {
        String words = file.text("scripts", script).orElse("");
        String last = words.substring(words.lastIndexOf("&&") < 0 ? 0 : words.lastIndexOf("&&") + 2);
        return Stream.of(last.strip().split("\\s+", -1))
                .dropWhile(word -> SETTING.matcher(word).matches())
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** What the template does not give to node. */
    private Optional<String> optionsOfStart() {
        List<String> arguments = command("start").stream().skip(1).toList();
        return startedBy("start")
                .map(any -> String.join(" ", arguments.subList(0, options(arguments))))
                .filter(PLAIN_OPTIONS.asMatchPredicate());
    }

    /** How many of node's arguments are options and their values. */
    private static int options(List<String> arguments) {
        int count = 0;
        while (count < arguments.size() && arguments.get(count).startsWith("-")) {
            count += WITH_VALUE.contains(arguments.get(count)) ? 2 : 1;
        }
        return count;
    }

    private Optional<String> file(String argument) {
        return Optional.of(argument.replaceFirst("^\\./", "").replaceFirst("/$", ""))
                .filter(path -> PLAIN_PATH.matcher(path).matches() && !path.contains(".."))
                .map(this::withEnding);
    }

    /** Node.js finds {@code dist/main.js} by {@code dist/main}; the template wants a file that is there. */
    private String withEnding(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        boolean complete = last.contains(".") || checkout.has(path);
        if (complete || checkout.has(path + "/index.js")) {
            return path;
        }
        return OUTPUTS.contains(last) ? path + "/index.js" : path + ".js";
    }

    private NodeCommands commands() {
        return NodeCommands.of(checkout, !workspaces.members().isEmpty(), builds());
    }
}
