package io.jenkins.plugins.paas.spec;

import java.util.Locale;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What the parser stumbled over, in words for people who write YAML now and then. */
record SyntaxWords(String what, String hint) {
    static SyntaxWords of(YamlEngineException e) {
        String problem = e instanceof MarkedYamlEngineException marked ? marked.getProblem() : e.getMessage();
        String context =
                e instanceof MarkedYamlEngineException marked && marked.getContext() != null ? marked.getContext() : "";
        return of(problem == null ? "" : problem.toLowerCase(Locale.ROOT), context.toLowerCase(Locale.ROOT));
    }

    private static SyntaxWords of(String problem, String context) {
        if (problem.contains("\\t") || problem.contains("tab")) {
            return new SyntaxWords("a tab stands here", "indent with spaces");
        }
        if (problem.contains("mapping values are not allowed")) {
            return new SyntaxWords(
                    "a ':' stands where no key can be",
                    "put text that has ': ' in it into quotes, and check the indentation of this line and the one before");
        }
        if (problem.contains("cannot start any token")) {
            return new SyntaxWords(
                    "a value cannot start with this character", "put the value into quotes: \"@text\", \"`text`\"");
        }
        if (problem.contains("expected mapping node")) {
            return new SyntaxWords("'<<' needs the alias of a mapping", "write the settings out instead");
        }
        if (problem.contains("undefined alias")) {
            return new SyntaxWords("an alias has no anchor", "put text that starts with '*' into quotes");
        }
        if (problem.contains("aliases")) {
            return new SyntaxWords("there are too many aliases", "write the values out");
        }
        if (context.contains("quoted scalar")) {
            return problem.contains("escape")
                    ? new SyntaxWords(
                            "a '\\' in double quotes does not stand for anything", "use single quotes, or '\\\\'")
                    : new SyntaxWords("a quoted text does not end", "close it with the quote that it started with");
        }
        if (context.contains("flow")) {
            return new SyntaxWords(
                    "a '{' or '[' is not closed, or a comma is missing", "close it, or put the text into quotes");
        }
        if (context.contains("simple key") || problem.contains("':'")) {
            return new SyntaxWords("a ':' is missing", "write 'key: value', with a space after the ':'");
        }
        if (context.contains("block mapping") || context.contains("block collection")) {
            return new SyntaxWords(
                    "this line does not fit the lines around it", "align it with the keys that it belongs to");
        }
        return new SyntaxWords("this is no YAML", "check the quotes and the indentation near this place");
    }
}
