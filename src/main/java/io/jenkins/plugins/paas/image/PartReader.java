package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.Part.Presence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads one of the {@code parts} of a {@code template.yaml}. */
final class PartReader {
    /** In {@code from}: what {@code build.artifact} names. */
    static final String ARTIFACT = "artifact";

    private static final Pattern NAME = Pattern.compile("[a-z0-9_][a-z0-9_.-]*");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    /** Folders of the build context that are there anyway. */
    private static final Set<String> TAKEN = Set.of(Outfit.NAME, PartsLayout.TEMPLATE);

    private PartReader() {}

    static Part read(String name, TemplateSettings part, Set<String> parameters) {
        part.only("from", "without", "as", "optional", "neededBy", "needs", "missing", "program", "strip");
        if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
            throw part.at("")
                    .wrong(
                            "'" + name + "' cannot be the name of a part",
                            "use small letters, digits, '-', '_'; not " + String.join(", ", TAKEN));
        }
        for (String key : List.of("from", "strip")) {
            part.text(key).ifPresent(text -> refuseUnknown(text, part.at(key), parameters));
        }
        Map<String, String> needs = part.pairs("needs");
        needs.keySet().forEach(text -> refuseUnknown(text, part.at("needs"), parameters));
        return new Part(
                name,
                part.text("from"),
                List.copyOf(part.texts("without").keySet()),
                part.text("as"),
                presence(part),
                needs,
                part.text("missing").orElse("check the name, and that build.command makes it"),
                part.flag("program"),
                part.text("strip").orElse("false"));
    }

    private static void refuseUnknown(String text, TemplateSettings.At at, Set<String> parameters) {
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            if (!variable.group(1).equals(ARTIFACT) && !parameters.contains(variable.group(1))) {
                throw at.wrong(
                        "there is no parameter '" + variable.group(1) + "'",
                        "there are " + ARTIFACT + ", " + String.join(", ", parameters));
            }
        }
    }

    private static Presence presence(TemplateSettings part) {
        Map<String, TemplateSettings> neededBy = part.named("neededBy");
        if (neededBy.isEmpty()) {
            return part.flag("optional") ? new Presence.Optional() : new Presence.Required();
        }
        Map.Entry<String, TemplateSettings> first =
                neededBy.entrySet().iterator().next();
        TemplateSettings settings = first.getValue();
        settings.only("has");
        try {
            return new Presence.RequiredBy(
                    first.getKey(), Pattern.compile(settings.text("has").orElse("")));
        } catch (PatternSyntaxException e) {
            throw settings.at("has").wrong("it is no regular expression: " + e.getDescription(), "mend it");
        }
    }

    /** A text with its variables replaced. */
    static String expand(String text, Map<String, String> values) {
        return VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
    }
}
