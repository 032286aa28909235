package io.jenkins.plugins.paas.spec;

import java.util.Optional;
import java.util.regex.Pattern;

/** What projects in other languages than Java tell, and Dockerfiles. */
final class OtherProject {
    private static final Pattern JSON_NAME = Pattern.compile("\"name\"\\s*:\\s*\"(?:@?[^\"/]*/)?([^\"/]+)\"");

    private OtherProject() {}

    /** Nothing when the folder holds no project that we know. */
    static Optional<Findings> in(Checkout checkout) {
        if (checkout.has("go.mod")) {
            Optional<String> name = checkout.find("go.mod", Pattern.compile("(?m)^module\\s+(\\S+?)(?:/v[0-9]+)?\\s*$"))
                    .map(module -> module.substring(module.lastIndexOf('/') + 1));
            return Optional.of(Findings.of(
                    "go", name, Optional.of("CGO_ENABLED=0 go build -o bin/app ."), Optional.of("bin/app")));
        }
        if (checkout.has("package.json")) {
            boolean builds = checkout.find("package.json", Pattern.compile("(\"build\"\\s*:)"))
                    .isPresent();
            String install = checkout.has("package-lock.json") ? "npm ci" : "npm install";
            return Optional.of(Findings.of(
                    "node",
                    checkout.find("package.json", JSON_NAME),
                    Optional.of(builds ? install + " && npm run build" : install + " --omit=dev"),
                    Optional.empty()));
        }
        if (checkout.has("composer.json")) {
            return Optional.of(Findings.of(
                    "php",
                    checkout.find("composer.json", JSON_NAME),
                    Optional.of("composer install --no-dev --no-interaction"),
                    Optional.empty()));
        }
        if (checkout.has("CMakeLists.txt")) {
            Optional<String> name = checkout.find(
                    "CMakeLists.txt", Pattern.compile("(?i)\\bproject\\s*\\(\\s*\"?([A-Za-z][A-Za-z0-9_-]*)"));
            return Optional.of(Findings.of(
                    "cpp",
                    name,
                    Optional.of("cmake -B build -DCMAKE_BUILD_TYPE=Release && cmake --build build"),
                    name.map(program -> "build/" + program)));
        }
        if (checkout.has("Makefile") && checkout.hasSource(".cpp", ".cc", ".cxx")) {
            return Optional.of(Findings.of("cpp", Optional.empty(), Optional.of("make"), Optional.empty()));
        }
        return Optional.empty();
    }

    /** The first port that the Dockerfile exposes. */
    static Optional<Integer> exposed(Checkout checkout) {
        return checkout.find("Dockerfile", Pattern.compile("(?im)^\\s*EXPOSE\\s+([1-9][0-9]{0,4})(?:/tcp)?\\b"))
                .map(Integer::valueOf)
                .filter(port -> port <= 65_535);
    }
}
