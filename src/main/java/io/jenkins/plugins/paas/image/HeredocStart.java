package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The word that begins a here-document, such as {@code <<EOF}.
 *
 * @param name the word that ends it
 * @param tabs whether tabs at the beginning of its lines are taken away
 * @param literal whether variables are left alone
 * @param at where it stands
 */
record HeredocStart(String name, boolean tabs, boolean literal, Location at) {
    private static final Pattern SHAPE = Pattern.compile("\\d*<<(-?)([^<\\s]+)");
    private static final Set<String> KEYWORDS = Set.of("ADD", "COPY", "RUN");

    /** The here-documents that a line begins, in their order. Only three instructions know them. */
    static List<HeredocStart> in(LogicalLine line, char escape) {
        String text = line.text();
        if (!text.contains("<<") || !KEYWORDS.contains(Keyword.significant(text))) {
            return List.of();
        }
        List<HeredocStart> starts = new ArrayList<>();
        for (Word word : Words.lenient(line, 0, escape)) {
            of(word).ifPresent(starts::add);
        }
        return starts;
    }

    static Optional<HeredocStart> of(Word word) {
        Matcher shape = SHAPE.matcher(word.raw());
        if (!shape.matches()) {
            return Optional.empty();
        }
        String written = shape.group(2);
        String name = written.replaceAll("[\"'\\\\]", "");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new HeredocStart(name, !shape.group(1).isEmpty(), !name.equals(written), word.at()));
    }
}
