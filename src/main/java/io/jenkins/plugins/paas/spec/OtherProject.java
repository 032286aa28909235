package io.jenkins.plugins.paas.spec;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What projects in other languages than Java tell, and Dockerfiles. */
final class OtherProject {
    private static final Pattern JSON_NAME = Pattern.compile("\"name\"\\s*:\\s*\"(?:@?[^\"/]*/)?([^\"/]+)\"");
    private static final Pattern BUILDS = Pattern.compile("(\"build\"\\s*:)");
    private static final Pattern STARTS = Pattern.compile(
            "\"start\"\\s*:\\s*\"(?:[A-Z_]+=\\S+ )*node (?:--\\S+ )*([A-Za-z0-9_][A-Za-z0-9_./-]*)\\s*\"");
    private static final Pattern MAIN = Pattern.compile("\"main\"\\s*:\\s*\"([^\"]+)\"");

    /** What builds pages for the browser, and where it leaves them. */
    private static final Pattern BUNDLER =
            Pattern.compile("\"(vite|react-scripts|@vue/cli-service|parcel)\"\\s*:\\s*\"");

    private static final Pattern RUNS = Pattern.compile("(?im)^\\s*RUN\\s");

    private static final int NGINX = 8080;

    private final Checkout checkout;

    private OtherProject(Checkout checkout) {
        this.checkout = checkout;
    }

    /** Nothing when the folder holds no project that we know. */
    static Optional<Findings> in(Checkout checkout) {
        OtherProject project = new OtherProject(checkout);
        return Stream.<Supplier<Optional<Findings>>>of(
                        project::go, project::php, project::node, project::cpp, project::pages)
                .flatMap(language -> language.get().stream())
                .findFirst();
    }

    private Optional<Findings> go() {
        if (!checkout.has("go.mod")) {
            return Optional.empty();
        }
        Optional<String> name = checkout.find("go.mod", Pattern.compile("(?m)^module\\s+(\\S+?)(?:/v[0-9]+)?\\s*$"))
                .map(module -> module.substring(module.lastIndexOf('/') + 1));
        String main = checkout.has("main.go")
                ? "."
                : name.filter(own -> checkout.has("cmd/" + own + "/main.go"))
                        .or(() -> checkout.folderWith("cmd", "main.go"))
                        .map(folder -> "./cmd/" + folder)
                        .orElse(".");
        return Optional.of(Findings.of(
                "go",
                name,
                Optional.of("CGO_ENABLED=0 go build -trimpath -buildvcs=false -o bin/app " + main),
                Optional.of("bin/app")));
    }

    private Optional<Findings> node() {
        if (!checkout.has("package.json")) {
            return Optional.empty();
        }
        boolean builds = checkout.find("package.json", BUILDS).isPresent();
        String install = checkout.has("package-lock.json") ? "npm ci" : "npm install";
        Optional<String> name = checkout.find("package.json", JSON_NAME);
        Optional<String> started = checkout.find("package.json", STARTS);
        Optional<String> bundler = checkout.find("package.json", BUNDLER);
        if (bundler.isPresent() && started.isEmpty()) {
            return Optional.of(Findings.of("static", name, Optional.of(install + " && npm run build"), Optional.empty())
                    .listening(Optional.of(NGINX))
                    .given("site", bundler.get().equals("react-scripts") ? "build" : "dist")
                    .given("unknown", "index"));
        }
        Findings findings = Findings.of(
                "node",
                name,
                Optional.of(builds ? install + " && npm run build && npm prune --omit=dev" : install + " --omit=dev"),
                Optional.empty());
        boolean known = checkout.find("package.json", MAIN).isPresent() || checkout.has("index.js");
        return Optional.of(started.filter(main -> !known)
                .map(main -> findings.given("main", main))
                .orElse(findings));
    }

    private Optional<Findings> php() {
        boolean composed = checkout.has("composer.json");
        Optional<String> root = Stream.of("public", "web", ".")
                .filter(folder -> checkout.has(folder + "/index.php"))
                .findFirst();
        if (!composed && root.isEmpty()) {
            return Optional.empty();
        }
        Findings findings = Findings.of(
                        "php",
                        composed ? checkout.find("composer.json", JSON_NAME) : Optional.empty(),
                        composed ? Optional.of("composer install --no-dev --no-interaction") : Optional.empty(),
                        Optional.empty())
                .listening(Optional.of(NGINX));
        return Optional.of(root.filter(folder -> !folder.equals("public"))
                .map(folder -> findings.given("webRoot", folder))
                .orElse(findings));
    }

    private Optional<Findings> cpp() {
        if (checkout.has("CMakeLists.txt")) {
            Optional<String> name = cmake("project");
            return Optional.of(Findings.of(
                    "cpp",
                    name,
                    Optional.of("cmake -B build -DCMAKE_BUILD_TYPE=Release && cmake --build build"),
                    cmake("add_executable").or(() -> name).map(program -> "build/" + program)));
        }
        if (checkout.has("Makefile") && checkout.hasSource(".cpp", ".cc", ".cxx")) {
            Optional<String> program = checkout.find(
                    "Makefile", Pattern.compile("(?m)^((?:build|bin|out)/[A-Za-z0-9_][A-Za-z0-9_-]*)\\s*:"));
            return Optional.of(Findings.of("cpp", Optional.empty(), Optional.of("make"), program));
        }
        return Optional.empty();
    }

    private Optional<String> cmake(String command) {
        return checkout.find(
                "CMakeLists.txt", Pattern.compile("(?i)\\b" + command + "\\s*\\(\\s*\"?([A-Za-z][A-Za-z0-9_-]*)"));
    }

    private Optional<Findings> pages() {
        return Stream.of("public", "dist", "site", "www", ".")
                .filter(folder -> checkout.has(folder + "/index.html"))
                .findFirst()
                .map(folder -> {
                    Findings findings = Findings.of("static", Optional.empty(), Optional.empty(), Optional.empty())
                            .listening(Optional.of(NGINX));
                    return folder.equals(".") ? findings : findings.given("site", folder);
                });
    }

    /**
     * Whether the Dockerfile makes by itself what goes into the image: it runs commands, and copies nothing from the checkout that a
     * build would have to leave there first.
     */
    static boolean dockerfileBuilds(Checkout checkout, Optional<Findings> known) {
        String text = checkout.text("Dockerfile");
        String left = known.flatMap(Findings::artifact)
                .map(artifact -> artifact.substring(0, artifact.indexOf('/') + 1))
                .orElse("");
        boolean takesIt = !left.isEmpty()
                && Pattern.compile("(?im)^\\s*(?:COPY|ADD|ARG)\\s(?!.*--from=).*?" + Pattern.quote(left))
                        .matcher(text)
                        .find();
        return RUNS.matcher(text).find() && !takesIt;
    }

    /** The first port that the Dockerfile exposes. */
    static Optional<Integer> exposed(Checkout checkout) {
        return checkout.find("Dockerfile", Pattern.compile("(?im)^\\s*EXPOSE\\s+([1-9][0-9]{0,4})(?:/tcp)?\\b"))
                .map(Integer::valueOf)
                .filter(port -> port <= 65_535);
    }
}
