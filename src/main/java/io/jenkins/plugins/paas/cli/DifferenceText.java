package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.engine.Difference;
import io.jenkins.plugins.paas.engine.Difference.Part;
import io.jenkins.plugins.paas.engine.FieldChange;
import io.jenkins.plugins.paas.engine.ObjectChange;
import io.jenkins.plugins.paas.engine.ObjectChange.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a deploy would change, for people. */
final class DifferenceText {
    private final boolean colours;

    DifferenceText(boolean colours) {
        this.colours = colours;
    }

    List<String> lines(Difference difference) {
        List<String> lines = new ArrayList<>();
        part("image", difference.image()).ifPresent(lines::add);
        part("config", difference.config()).ifPresent(lines::add);
        difference.objects().forEach(object -> add(object, lines));
        difference.notes().forEach(note -> lines.add(Style.QUIET.paint("note", colours) + "  " + note));
        lines.add(sum(difference));
        return lines;
    }

    private Optional<String> part(String name, Part part) {
        if (part.before().isEmpty() && part.after().isEmpty() && part.about().isEmpty()) {
            return Optional.empty();
        }
        String before = part.before().orElse("none");
        String after = part.after().orElse(part.about().isEmpty() ? "none" : "not built yet");
        String value = part.changed() ? before + " -> " + after : before + " (unchanged)";
        String about = part.about().isEmpty() ? "" : " (" + part.about() + ")";
        return Optional.of(Style.STRONG.paint(String.format("%-6s", name), colours) + "  " + value + about);
    }

    private void add(ObjectChange object, List<String> lines) {
        lines.add(
                switch (object.what()) {
                    case CREATED -> Style.GOOD.paint("+ " + object.object(), colours) + "  created";
                    case CHANGED -> Style.WAITING.paint("~ " + object.object(), colours) + "  changed";
                    case NUMBERED ->
                        Style.WAITING.paint("~ " + object.object(), colours)
                                + "  changed in the labels of the release alone";
                    case REMOVED -> Style.BAD.paint("- " + object.object(), colours) + "  removed";
                    case UNCHANGED -> Style.QUIET.paint("= " + object.object(), colours) + "  unchanged";
                });
        object.fields().forEach(field -> lines.add("    " + line(field)));
        if (object.numbered() && object.what() == What.CHANGED) {
            lines.add("    " + Style.QUIET.paint("and the labels of the release", colours));
        }
        object.refused()
                .forEach(problem -> lines.add(
                        "    " + Style.BAD.paint("refused", colours) + "  " + problem + " [" + problem.code() + "]"));
    }

    private String line(FieldChange field) {
        String owner = field.owner()
                .map(manager -> Style.BAD.paint("  (belongs to \"" + manager + "\")", colours))
                .orElse("");
        if (field.hidden()) {
            String what = switch (field.what()) {
                case ADDED -> "is new";
                case REMOVED -> "goes";
                case CHANGED -> "differs";
            };
            return Style.WAITING.paint("~", colours) + " " + field.path() + ": " + what + " (value not shown)" + owner;
        }
        String before = field.before().map(DifferenceText::value).orElse("");
        String after = field.after().map(DifferenceText::value).orElse("");
        return switch (field.what()) {
                    case ADDED -> Style.GOOD.paint("+", colours) + " " + field.path() + ": " + after;
                    case REMOVED -> Style.BAD.paint("-", colours) + " " + field.path() + ": " + before;
                    case CHANGED ->
                        Style.WAITING.paint("~", colours) + " " + field.path() + ": " + before + " -> " + after;
                }
                + owner;
    }

    /** Control characters never reach a terminal: JSON writes them as escapes. */
    private static String value(Object value) {
        String json = Json.write(value);
        return value instanceof String text && text.matches("[\\w./:@()%+,-]+( [\\w./:@()%+,-]+)*") ? text : json;
    }

    private String sum(Difference difference) {
        if (difference.refused()) {
            return Style.BAD.paint("a deploy would be refused", colours) + "; nothing was changed";
        }
        long changes = difference.changes();
        return changes == 0
                ? "nothing to change; nothing was changed"
                : changes + " of " + difference.objects().size() + " objects would change; nothing was changed";
    }
}
