package io.jenkins.plugins.paas.spec;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a {@code package.json} tells. */
final class NodeProject {
    private static final String FILE = "package.json";

    private static final Pattern NAME = Pattern.compile("\"name\"\\s*:\\s*\"(?:@?[^\"/]*/)?([^\"/]+)\"");
    private static final Pattern BUILDS = Pattern.compile("(\"build\"\\s*:\\s*\")");
    private static final Pattern MAIN = Pattern.compile("\"main\"\\s*:\\s*\"(?:\\./)?([^\"]+)\"");
    private static final Pattern SETTING = Pattern.compile("(?:cross-env|[A-Za-z_][A-Za-z0-9_]*=\\S*)");
    private static final Pattern PLAIN_PATH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./-]*");

    /** What builds pages for the browser, and where it leaves them. */
    private static final Pattern BUNDLER =
            Pattern.compile("\"(vite|react-scripts|@vue/cli-service|parcel|@angular/cli)\"\\s*:\\s*\"");

    private static final Pattern ANGULAR_OUTPUT =
            Pattern.compile("\"outputPath\"\\s*:\\s*(?:\\{\\s*\"base\"\\s*:\\s*)?\"([A-Za-z0-9_][A-Za-z0-9_./-]*)\"");

    /** Options of node that have a value after a blank. */
    private static final Set<String> WITH_VALUE =
            Set.of("-r", "--require", "--import", "--loader", "--experimental-loader", "-C", "--conditions");

    private final Checkout checkout;

    private NodeProject(Checkout checkout) {
        this.checkout = checkout;
    }

    /** Nothing when the folder holds no such project. */
    static Optional<Findings> in(Checkout checkout) {
        return checkout.has(FILE) ? Optional.of(new NodeProject(checkout).findings()) : Optional.empty();
    }

    private Findings findings() {
        Optional<String> name = checkout.find(FILE, NAME);
        Optional<String> started = started("start").or(() -> started("start:prod"));
        Optional<String> bundler = checkout.find(FILE, BUNDLER);
        if (bundler.isPresent() && started.isEmpty()) {
            return Findings.of("static", name, Optional.of(commands().build()), Optional.empty())
                    .listening(Optional.of(OtherProject.NGINX))
                    .given("site", site(bundler.get()))
                    .given("unknown", "index");
        }
        boolean builds = checkout.find(FILE, BUILDS).isPresent();
        Findings findings = Findings.of(
                "node",
                name,
                Optional.of(builds ? commands().program() : commands().install()),
                Optional.empty());
        return started(findings, started, builds);
    }

    private String site(String bundler) {
        return switch (bundler) {
            case "react-scripts" -> "build";
            case "@angular/cli" -> {
                String name = checkout.find(FILE, NAME)
                        .filter(text -> PLAIN_PATH.matcher(text).matches())
                        .orElse("");
                String folder =
                        checkout.find("angular.json", ANGULAR_OUTPUT).orElse(name.isEmpty() ? "dist" : "dist/" + name);
                yield checkout.text("angular.json").contains(":application\"") ? folder + "/browser" : folder;
            }
            default -> "dist";
        };
    }

    /** What npm start runs comes first: {@code main} is for those who require the package. */
    private Findings started(Findings findings, Optional<String> started, boolean builds) {
        String usual = checkout.find(FILE, MAIN).orElse("index.js");
        if (started.isPresent()) {
            return started.get().equals(usual) ? findings : findings.given("main", started.get());
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

    /** The file that a script starts by node. */
    private Optional<String> started(String script) {
        Pattern line = Pattern.compile("\"" + Pattern.quote(script) + "\"\\s*:\\s*\"([^\"\\\\]*)\"");
        return checkout.find(FILE, line).flatMap(words -> {
            String last = words.substring(words.lastIndexOf("&&") < 0 ? 0 : words.lastIndexOf("&&") + 2);
            List<String> command = Stream.of(last.strip().split("\\s+", -1))
                    .dropWhile(word -> SETTING.matcher(word).matches())
                    .toList();
            return !command.isEmpty() && command.get(0).equals("node")
                    ? file(command.subList(1, command.size()))
                    : Optional.empty();
        });
    }

    /** The first of node's arguments that is neither an option nor the value of one. */
    private Optional<String> file(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (WITH_VALUE.contains(argument)) {
                i++;
            } else if (!argument.startsWith("-")) {
                return Optional.of(argument.replaceFirst("^\\./", ""))
                        .filter(path -> PLAIN_PATH.matcher(path).matches() && !path.contains(".."))
                        .map(this::withEnding);
            }
        }
        return Optional.empty();
    }

    /** Node.js finds {@code dist/main.js} by {@code dist/main}; the template wants a file that is there. */
    private String withEnding(String path) {
        boolean complete = path.substring(path.lastIndexOf('/') + 1).contains(".") || checkout.has(path);
        return complete || checkout.has(path + "/index.js") ? path : path + ".js";
    }

    /**
     * What installs and builds.
     *
     * @param install for a program that is not built
     * @param build for pages, of which only what was built is kept
     * @param program for a program that is built, and is kept without what only builds it
     */
    private record Commands(String install, String build, String program) {}

    /** By the tool whose lock file is there: the others would install something else. */
    private Commands commands() {
        if (checkout.has("pnpm-lock.yaml")) {
            String all = "pnpm install --frozen-lockfile";
            String build = all + " && pnpm run build";
            return new Commands(all + " --prod", build, build + " && pnpm prune --prod");
        }
        if (checkout.has("yarn.lock")) {
            if (checkout.text("yarn.lock").contains("__metadata:")) {
                // Otherwise the packages stay in archives, which node alone does not find.
                String all = "YARN_NODE_LINKER=node-modules yarn install --immutable";
                String build = all + " && yarn run build";
                return new Commands(all, build, build);
            }
            String all = "yarn install --frozen-lockfile";
            String build = all + " && yarn run build";
            return new Commands(
                    all + " --production",
                    build,
                    build + " && " + all + " --production --ignore-scripts --prefer-offline");
        }
        String all = checkout.has("package-lock.json") ? "npm ci" : "npm install";
        String build = all + " && npm run build";
        return new Commands(all + " --omit=dev", build, build + " && npm prune --omit=dev");
    }
}
