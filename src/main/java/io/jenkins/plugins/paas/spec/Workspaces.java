package io.jenkins.plugins.paas.spec;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Several packages of Node.js in one repository, whose packages npm, yarn and pnpm install in one place. */
final class Workspaces {
    private static final Pattern PLAIN_PATH = Pattern.compile("[A-Za-z0-9_@][A-Za-z0-9_./@-]*");
    private static final int MOST_MEMBERS = 100;
    private static final int MOST_PARENTS = 4;

    private final Checkout checkout;

    private Workspaces(Checkout checkout) {
        this.checkout = checkout;
    }

    static Workspaces of(Checkout checkout) {
        return new Workspaces(checkout);
    }

    /** The folders of the packages; none where this is no workspace. */
    List<String> members() {
        return patterns()
                .map(pattern -> pattern.replaceFirst("^\\./", "").replaceFirst("/\\*{0,2}$", "/*"))
                .filter(pattern -> !pattern.startsWith("!") && !pattern.contains(".."))
                .flatMap(this::folders)
                .filter(folder -> PLAIN_PATH.matcher(folder).matches() && checkout.has(folder + "/package.json"))
                .distinct()
                .sorted()
                .limit(MOST_MEMBERS)
                .toList();
    }

    private Stream<String> patterns() {
        JsonFile file = JsonFile.of(checkout, "package.json");
        return Stream.of(
                        file.texts("workspaces"),
                        file.texts("workspaces", "packages"),
                        JsonFile.of(checkout, "pnpm-workspace.yaml").texts("packages"))
                .flatMap(List::stream);
    }

    private Stream<String> folders(String pattern) {
        if (!pattern.endsWith("/*")) {
            return pattern.contains("*") ? Stream.empty() : Stream.of(pattern);
        }
        String within = pattern.substring(0, pattern.length() - 2);
        return within.contains("*")
                ? Stream.empty()
                : checkout.folders(within).stream().map(folder -> within + "/" + folder);
    }

    /** The way to the workspace that this folder is a package of. */
    Optional<String> above() {
        String way = "..";
        String below = checkout.name();
        Checkout parent = checkout.below("..");
        for (int i = 0; i < MOST_PARENTS; i++) {
            if (new Workspaces(parent).members().contains(below)) {
                return Optional.of(way);
            }
            below = parent.name() + "/" + below;
            way = way + "/..";
            parent = parent.below("..");
        }
        return Optional.empty();
    }
}
