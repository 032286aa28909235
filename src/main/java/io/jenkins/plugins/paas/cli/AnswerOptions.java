package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.Json;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** In which form a command answers. */
class AnswerOptions {
    /** For whom the result is printed. */
    enum Format {
        TEXT,
        JSON;

        /** Reads it. */
        static final class Words extends OneOf<Format> {
            Words() {
                super(Format.class);
            }
        }
    }

    @Option(
            names = "--output",
            paramLabel = "text|json",
            defaultValue = "text",
            converter = Format.Words.class,
            description = "Print for people, or one JSON document on standard output (default: ${DEFAULT-VALUE}).")
    private Format format;

    final boolean json() {
        return format == Format.JSON;
    }

    /** Prints a command's result, in the form that was asked for. */
    final void result(Surroundings here, Supplier<String> text, Supplier<Map<String, Object>> document) {
        here.out().println(json() ? Json.writeIndented(document.get()) : Visible.page(text.get()));
    }
}
