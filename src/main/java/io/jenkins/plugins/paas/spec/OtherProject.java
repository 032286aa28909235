package io.jenkins.plugins.paas.spec;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What projects in other languages than Java tell, and Dockerfiles. */
final class OtherProject {
    /** As CMake calls them: in the file's own folder unless the project says otherwise. */
    private static final Pattern OUTPUT = Pattern.compile(
            "(?i)CMAKE_RUNTIME_OUTPUT_DIRECTORY\\s+\"?\\$\\{(?:CMAKE|PROJECT)_BINARY_DIR}/([A-Za-z0-9_/-]+)");

    private static final Pattern SUBFOLDER =
            Pattern.compile("(?i)\\badd_subdirectory\\s*\\(\\s*\"?([A-Za-z0-9_][A-Za-z0-9_./-]*)");

    /** Folders of programs that are not the project's own. */
    private static final Pattern BESIDE =
            Pattern.compile("(?i)(?:^|/)(?:tests?|bench[a-z]*|examples?|docs?|third_?party|external|vendor)/");

    private static final Pattern EXECUTABLE = Pattern.compile(
            "(?i)\\badd_executable\\s*\\(\\s*\"?([A-Za-z][A-Za-z0-9_-]*|\\$\\{(?:CMAKE_)?PROJECT_NAME})");

    private static final Pattern RUNS = Pattern.compile("(?im)^\\s*RUN\\s");

    /** Where the templates that have nginx listen. */
    static final int NGINX = 8080;

    private final Checkout checkout;

    private OtherProject(Checkout checkout) {
        this.checkout = checkout;
    }

    /** Nothing when the folder holds no project that we know. */
    static Optional<Findings> in(Checkout checkout) {
        OtherProject project = new OtherProject(checkout);
        return Stream.<Supplier<Optional<Findings>>>of(
                        () -> GoProject.in(checkout),
                        project::php,
                        () -> NodeProject.in(checkout),
                        project::cpp,
                        project::pages)
                .flatMap(language -> language.get().stream())
                .findFirst();
    }

    private Optional<Findings> php() {
        boolean composed = checkout.has("composer.json");
        Optional<String> root = Stream.of("public", "web", ".")
                .filter(folder -> checkout.has(folder + "/index.php"))
                .findFirst();
        if (!composed && root.isEmpty()) {
            return Optional.empty();
        }
        // Symfony's scripts would look for what --no-dev leaves out.
        String command = (symfony(checkout) ? "APP_ENV=prod " : "") + "composer install --no-dev --no-interaction";
        Findings findings = Findings.of(
                        "php",
                        composed ? JsonFile.of(checkout, "composer.json").name() : Optional.empty(),
                        composed ? Optional.of(command) : Optional.empty(),
                        Optional.empty())
                .listening(Optional.of(NGINX));
        return Optional.of(root.filter(folder -> !folder.equals("public"))
                .map(folder -> findings.given("webRoot", folder))
                .orElse(findings));
    }

    /** Folders that the framework of a PHP program writes to, in the image; none where it has no such framework. */
    static List<String> writable(Checkout checkout) {
        if (checkout.has("artisan")) {
            return List.of(
                    "/tmp",
                    "/app/bootstrap/cache",
                    "/app/storage/app",
                    "/app/storage/framework/cache",
                    "/app/storage/framework/sessions",
                    "/app/storage/framework/views",
                    "/app/storage/logs");
        }
        return symfony(checkout) ? List.of("/tmp", "/app/var") : List.of();
    }

    /** Whether it is a program on Symfony, which is one for developers unless its environment says otherwise. */
    static boolean symfony(Checkout checkout) {
        return checkout.has("symfony.lock")
                || JsonFile.of(checkout, "composer.json")
                        .text("require", "symfony/framework-bundle")
                        .isPresent();
    }

    private Optional<Findings> cpp() {
        if (checkout.has("CMakeLists.txt")) {
            String text = cmake("");
            Optional<String> name =
                    Checkout.find(Pattern.compile("(?i)\\bproject\\s*\\(\\s*\"?([A-Za-z][A-Za-z0-9_-]*)"), text);
            Optional<String> program = executable("", name)
                    .or(() -> SUBFOLDER
                            .matcher(text)
                            .results()
                            .map(found -> found.group(1).replaceFirst("/$", "") + "/")
                            .filter(folder -> !folder.contains("..")
                                    && !BESIDE.matcher(folder).find())
                            .flatMap(folder -> executable(folder, name).stream())
                            .findFirst());
            Optional<String> output = Checkout.find(OUTPUT, text);
            Findings findings = Findings.of(
                    "cpp",
                    name,
                    Optional.of("cmake -B build -DCMAKE_BUILD_TYPE=Release && cmake --build build"),
                    program.or(() -> name)
                            .map(path -> "build/"
                                    + output.map(folder -> folder + "/" + path.substring(path.lastIndexOf('/') + 1))
                                            .orElse(path)));
            return Optional.of(
                    program.isPresent()
                            ? findings
                            : findings.noting("artifact is a guess: no add_executable was found"));
        }
        if (checkout.has("Makefile") && checkout.hasSource(".cpp", ".cc", ".cxx", ".c")) {
            Optional<String> program = checkout.find(
                    "Makefile", Pattern.compile("(?m)^((?:build|bin|out)/[A-Za-z0-9_][A-Za-z0-9_-]*)\\s*:"));
            return Optional.of(Findings.of("cpp", Optional.empty(), Optional.of("make"), program));
        }
        return Optional.empty();
    }

    private String cmake(String folder) {
        return checkout.text(folder + "CMakeLists.txt").replaceAll("#.*", "");
    }

    /** Where the first program of a folder lies below the folder that is built in. */
    private Optional<String> executable(String folder, Optional<String> project) {
        return Checkout.find(EXECUTABLE, cmake(folder))
                .flatMap(name -> name.startsWith("$") ? project : Optional.of(name))
                .map(name -> folder + name);
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
