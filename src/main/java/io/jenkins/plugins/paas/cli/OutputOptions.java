package io.jenkins.plugins.paas.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** How a command tells what it does, and in which form it answers. */
final class OutputOptions extends AnswerOptions {
    @Option(
            names = "--events",
            paramLabel = "FILE|-",
            description = "Write events as JSON lines as they happen; with - on standard output, each after '##paas '.")
    private Optional<String> events;

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
