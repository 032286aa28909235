package io.jenkins.plugins.paas.spec;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.ClusterSpec;
import io.jenkins.plugins.paas.model.TeamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A cluster's namespace rule: text with {@code {{team}}}, {@code {{app}}} and {@code {{environment}}} in it. */
final class NamespaceRule {
    private static final List<String> VARIABLES = List.of("team", "app", "environment");

    /** Stray braces; not all of them are refused by the template engine. */
    private static final Pattern SHAPE = Pattern.compile("(?:[^{}]|\\{\\{[^{}]*}})*+");

    private NamespaceRule() {}

    /** What is wrong with a rule, with a hint. */
    record Flaw(String what, String hint) {}

    /** Looks at a rule without an App. */
    static Optional<Flaw> flaw(String rule) {
        String example = "write text such as \"{{team}}\" or \"{{team}}-{{environment}}\"";
        if (!SHAPE.matcher(rule).matches()) {
            return Optional.of(new Flaw("namespace '" + Tree.Scalar.shortened(rule) + "' is no template", example));
        }
        Template template;
        try {
            template = compiled(rule);
        } catch (MustacheException | IndexOutOfBoundsException e) {
            // The compiler reads the first letter of a tag without looking whether there is one: {{}}.
            return Optional.of(new Flaw("namespace '" + Tree.Scalar.shortened(rule) + "' is no template", example));
        }
        Parts parts = new Parts();
        template.visit(parts);
        if (parts.others) {
            return Optional.of(new Flaw("namespace has more than text and variables in it", example));
        }
        for (String name : parts.variables) {
            if (!VARIABLES.contains(name)) {
                return Optional.of(new Flaw(
                        "namespace uses '" + Tree.Scalar.shortened(name) + "', which is not known",
                        Suggestion.among(name, VARIABLES)));
            }
        }
        // Whatever the names will be, they are DNS labels; so is this one.
        String sample = template.execute(Map.of("team", "t", "app", "a", "environment", "e"));
        return Names.label(sample)
                .map(why -> new Flaw("namespace " + why, "use a-z, 0-9 and '-' around the variables"));
    }

    /** The namespace of an App in a cluster; it may still be too long. */
    static String namespace(ClusterSpec cluster, AppName app, TeamName team) {
        return compiled(cluster.namespaceRule())
                .execute(Map.of(
                        "team", team.value(),
                        "app", app.value(),
                        "environment", cluster.environment().value()));
    }

    private static Template compiled(String rule) {
        return Mustache.compiler().escapeHTML(false).compile(rule);
    }

    /** What a template consists of. */
    private static final class Parts implements Mustache.Visitor {
        private final List<String> variables = new ArrayList<>();
        private boolean others;

        @Override
        public void visitText(String text) {}

        @Override
        public void visitVariable(String name) {
            variables.add(name);
        }

        @Override
        public boolean visitInclude(String name) {
            others = true;
            return false;
        }

        @Override
        public boolean visitSection(String name) {
            others = true;
            return false;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            others = true;
            return false;
        }

        @Override
        public boolean visitParent(String name) {
            others = true;
            return false;
        }

        @Override
        public boolean visitBlock(String name) {
            others = true;
            return false;
        }
    }
}
