package io.jenkins.plugins.paas.spec;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a {@code go.mod} tells, and where the programs of its module lie. */
final class GoProject {
    private static final Pattern MODULE = Pattern.compile("(?m)^module\\s+\"?(\\S+?)(?:/v[0-9]+)?\"?\\s*(?://.*)?$");
    private static final Pattern PROGRAM = Pattern.compile("(?m)^(package main)\\b");

    /** A file that is only for those who ask for it by a word of their own, such as {@code ignore}, {@code mage} or an other system. */
    private static final Pattern ONLY_FOR =
            Pattern.compile("(?m)^//(?:go:build|\\s*\\+build)\\s+(!?)([A-Za-z0-9_.]+)\\s*$");

    private static final Pattern ALWAYS = Pattern.compile("linux|unix|amd64|gc|go1\\.[0-9]+");

    /** Of several programs the one that answers requests, by what it is usually called. */
    private static final List<String> USUAL_PROGRAMS = List.of("server", "api", "web", "app");

    /** Folders whose programs are not the module's purpose. */
    private static final Set<String> BESIDE = Set.of(
            "vendor", "testdata", "node_modules", "examples", "example", "tools", "hack", "scripts", "test", "tests");

    private static final int DEEPEST = 3;
    private static final int MOST_FOLDERS = 200;

    private final Checkout checkout;

    private GoProject(Checkout checkout) {
        this.checkout = checkout;
    }

    /** Nothing when the folder holds no such project. */
    static Optional<Findings> in(Checkout checkout) {
        return checkout.has("go.mod") ? Optional.of(new GoProject(checkout).findings()) : Optional.empty();
    }

    private Findings findings() {
        Optional<String> name =
                checkout.find("go.mod", MODULE).map(module -> module.substring(module.lastIndexOf('/') + 1));
        List<String> programs = programs();
        String main = Stream.concat(name.stream(), Stream.concat(Stream.of(checkout.name()), USUAL_PROGRAMS.stream()))
                .flatMap(wanted -> programs.stream().filter(folder -> folder.endsWith("/" + wanted)))
                .findFirst()
                .or(() -> programs.stream().findFirst())
                .orElse(".");
        Findings findings = Findings.of(
                "go",
                name,
                Optional.of("CGO_ENABLED=0 go build -trimpath -buildvcs=false -o bin/app " + main),
                Optional.of("bin/app"));
        if (programs.isEmpty()) {
            return findings.noting("no package main was found; name its folder at the end of the command");
        }
        return programs.size() == 1
                ? findings
                : findings.noting("there are several programs: " + String.join(", ", programs));
    }

    /** The module's own program, else those of {@code cmd}, else those that lie anywhere. */
    private List<String> programs() {
        if (checkout.has("main.go") || isProgram(".")) {
            return List.of(".");
        }
        List<String> usual = folders("cmd")
                .filter(folder -> checkout.has(folder + "/main.go") || isProgram(folder))
                .toList();
        if (!usual.isEmpty()) {
            return usual.stream().map(folder -> "./" + folder).toList();
        }
        if (isProgram("cmd")) {
            return List.of("./cmd");
        }
        return below(".", DEEPEST)
                .limit(MOST_FOLDERS)
                .filter(this::isProgram)
                .map(folder -> "./" + folder)
                .toList();
    }

    private Stream<String> below(String within, int depth) {
        // A module within has programs of its own.
        return depth == 0
                ? Stream.empty()
                : folders(within)
                        .filter(folder -> !BESIDE.contains(folder.substring(folder.lastIndexOf('/') + 1)))
                        .filter(folder -> !checkout.has(folder + "/go.mod"))
                        .flatMap(folder -> Stream.concat(Stream.of(folder), below(folder, depth - 1)));
    }

    private Stream<String> folders(String within) {
        return checkout.folders(within).stream()
                .filter(name -> Checkout.PLAIN_NAME.matcher(name).matches())
                .map(name -> within.equals(".") ? name : within + "/" + name);
    }

    private boolean isProgram(String folder) {
        return checkout.files(folder, ".go").stream()
                .filter(file -> !file.endsWith("_test.go"))
                .map(file -> checkout.text(folder + "/" + file))
                .anyMatch(GoProject::isProgramHere);
    }

    private static boolean isProgramHere(String text) {
        Matcher program = PROGRAM.matcher(text);
        if (!program.find()) {
            return false;
        }
        Matcher only = ONLY_FOR.matcher(text.substring(0, program.start()));
        return !only.find()
                || only.group(1).isEmpty() == ALWAYS.matcher(only.group(2)).matches();
    }
}
