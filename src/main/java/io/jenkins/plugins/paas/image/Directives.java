package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parser directives: {@code # name=value} before anything else, a comment included. {@code syntax} and {@code check} concern
 * BuildKit alone.
 *
 * @param escape the character that continues a line and takes away a character's meaning
 * @param lines how many lines they take
 * @see <a href="https://docs.docker.com/reference/dockerfile/#parser-directives">Dockerfile reference, parser directives</a>
 */
record Directives(char escape, int lines) {
    private static final Pattern SHAPE = Pattern.compile("#\\s*([a-zA-Z][a-zA-Z0-9]*)\\s*=\\s*(\\S.*)");
    private static final Set<String> KNOWN = Set.of("escape", "syntax", "check");

    static Directives read(String file, List<String> physical, Problems problems) {
        char escape = '\\';
        int row = 0;
        Set<String> seen = new HashSet<>();
        while (row < physical.size()) {
            Matcher directive = SHAPE.matcher(physical.get(row).strip());
            String name = directive.matches() ? directive.group(1).toLowerCase(Locale.ROOT) : "";
            if (!KNOWN.contains(name)) {
                break;
            }
            Location at = new Location(file, row + 1, 1);
            String value = directive.group(2);
            if (!seen.add(name)) {
                problems.attempt(() -> {
                    throw Failures.syntax(at, "the directive '" + name + "' is there already", "keep one of the two");
                });
            } else if (name.equals("escape")) {
                escape = problems.attempt(() -> escape(value, at)).orElse(escape);
            }
            row++;
        }
        return new Directives(escape, row);
    }

    private static char escape(String value, Location at) {
        if (!value.equals("\\") && !value.equals("`")) {
            throw Failures.syntax(at, "escape is '" + value + "'", "use a backslash or a backtick, nothing else");
        }
        return value.charAt(0);
    }
}
