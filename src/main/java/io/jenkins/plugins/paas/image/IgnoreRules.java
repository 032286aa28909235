package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.util.ArrayList;
import java.util.List;

/**
 * Which paths a list of patterns leaves out. A pattern takes all that lies in a folder with it, and one with {@code !} before
 * it brings back what an earlier one left out.
 *
 * @see <a href="https://docs.docker.com/build/concepts/context/#dockerignore-files">.dockerignore files</a>
 */
final class IgnoreRules {
    /** Leaves out nothing. */
    static final IgnoreRules NONE = new IgnoreRules(List.of());

    /**
     * One line.
     *
     * @param folder where it counts, with a slash at its end; empty for everywhere
     */
    private record Rule(String folder, Glob glob, boolean keeps) {
        boolean matches(String path) {
            return path.startsWith(folder) && IgnoreRules.matches(glob, path.substring(folder.length()));
        }

        /** Whether it may match something that begins like this. */
        boolean mayMatchWithin(String start) {
            return start.startsWith(folder)
                    ? glob.mayGoOnAfter(start.substring(folder.length()))
                    : folder.startsWith(start);
        }
    }

    private final List<Rule> rules;

    private IgnoreRules(List<Rule> rules) {
        this.rules = rules;
    }

    /** A {@code .dockerignore} file. */
    static IgnoreRules parse(String file, String text) {
        List<Rule> rules = new ArrayList<>();
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Problems problems = new Problems();
        String[] lines = content.split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Location at = new Location(file, i + 1, 1);
            String line = lines[i];
            if (!line.startsWith("#")) {
                problems.attempt(() -> rule(line.strip(), at)).ifPresent(rules::addAll);
            }
        }
        problems.refuse();
        return new IgnoreRules(rules);
    }

    /** The patterns of {@code --exclude}. */
    static IgnoreRules excluding(List<String> patterns, Location at) {
        return new IgnoreRules(patterns.stream()
                .flatMap(pattern -> rule(pattern.strip(), at).stream())
                .toList());
    }

    /** These rules for a folder of another tree. */
    IgnoreRules below(String folder) {
        return new IgnoreRules(rules.stream()
                .map(rule -> new Rule(folder + "/" + rule.folder(), rule.glob(), rule.keeps()))
                .toList());
    }

    /** First these rules, then others. */
    IgnoreRules and(IgnoreRules others) {
        List<Rule> all = new ArrayList<>(rules);
        all.addAll(others.rules);
        return new IgnoreRules(all);
    }

    private static List<Rule> rule(String line, Location at) {
        boolean keeps = line.startsWith("!");
        String pattern = keeps ? line.substring(1).strip() : line;
        if (line.isEmpty()) {
            return List.of();
        }
        if (pattern.isEmpty()) {
            throw Failures.syntax(at, "'!' stands alone", "write a pattern after it");
        }
        String clean = ImageFolder.resolve("/", pattern).substring(1);
        return clean.isEmpty() ? List.of() : List.of(new Rule("", GlobSyntax.path(clean, at), keeps));
    }

    /**
     * Whether a path is left out.
     *
     * @param path relative, without {@code .} and {@code ..}
     */
    boolean ignores(String path) {
        boolean ignored = false;
        for (Rule rule : rules) {
            if (rule.keeps() == ignored && rule.matches(path)) {
                ignored = !rule.keeps();
            }
        }
        return ignored;
    }

    /** Whether a folder is left out, and no rule can keep anything in it: it need not be looked into, and perhaps may not. */
    boolean ignoresAllOf(String folder) {
        return ignores(folder) && rules.stream().noneMatch(rule -> rule.keeps() && rule.mayMatchWithin(folder + "/"));
    }

    private static boolean matches(Glob glob, String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (glob.matches(path.substring(0, slash))) {
                return true;
            }
        }
        return glob.matches(path);
    }
}
