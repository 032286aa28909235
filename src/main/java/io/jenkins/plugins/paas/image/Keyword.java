package io.jenkins.plugins.paas.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The instructions of a Dockerfile. */
enum Keyword {
    ADD,
    ARG,
    CMD,
    COPY,
    ENTRYPOINT,
    ENV,
    EXPOSE,
    FROM,
    HEALTHCHECK,
    LABEL,
    MAINTAINER,
    ONBUILD,
    RUN,
    SHELL,
    STOPSIGNAL,
    USER,
    VOLUME,
    WORKDIR;

    static List<String> names() {
        return Arrays.stream(values()).map(Keyword::name).toList();
    }

    /** Where the first word of a text ends. */
    static int end(String text, int from) {
        int end = from;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The first word in capitals; the second one where the first is ONBUILD. */
    static String significant(String text) {
        String first = text.substring(0, end(text, 0)).toUpperCase(Locale.ROOT);
        if (!first.equals(ONBUILD.name())) {
            return first;
        }
        String rest = text.substring(first.length()).stripLeading();
        return rest.substring(0, end(rest, 0)).toUpperCase(Locale.ROOT);
    }

    static Keyword of(LogicalLine line) {
        String word = line.text().substring(0, end(line.text(), 0));
        String name = word.toUpperCase(Locale.ROOT);
        if (!names().contains(name)) {
            throw Failures.syntax(
                    line.at(0),
                    "'" + word + "' is no instruction",
                    Nearest.to(name, names())
                            .map(near -> "did you mean " + near + "?")
                            .orElse("see the Dockerfile reference"));
        }
        return valueOf(name);
    }
}
