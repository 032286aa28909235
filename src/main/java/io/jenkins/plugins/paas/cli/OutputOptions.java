package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.Json;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How a command tells what it does. */
final class OutputOptions {
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

    @Option(
            names = "--events",
            paramLabel = "FILE|-",
            description = "Write events as JSON lines as they happen; with - on standard output, each after '##paas '.")
    private Optional<String> events;

    boolean json() {
        return format == Format.JSON;
    }

    /** Prints a command's result, in the form that was asked for. */
    void result(Surroundings here, Supplier<String> text, Supplier<Map<String, Object>> document) {
        here.out().println(json() ? Json.writeIndented(document.get()) : Visible.page(text.get()));
    }

    /** The screen that these options ask for. */
    Screen screen(Surroundings here) {
        Screen people = people(here);
        return events.map(to -> Screen.both(people, EventLines.to(to, here))).orElse(people);
    }

    /** Events alone, for commands that show people something else. */
    Screen events(Surroundings here) {
        return events.<Screen>map(to -> EventLines.to(to, here)).orElse(Screen.SILENT);
    }

    private Screen people(Surroundings here) {
        if (json()) {
            // Standard output belongs to the document; progress is still of use to whoever waits.
            return new PlainScreen(here.err()::println, here.clock(), false);
        }
        boolean drawn = here.terminal() && here.colours();
        return drawn
                ? new LiveScreen(here.out(), here.clock(), true)
                : new PlainScreen(here.out()::println, here.clock(), here.colours());
    }
}
