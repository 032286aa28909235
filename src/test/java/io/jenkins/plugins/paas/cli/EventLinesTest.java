package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.port.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLinesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Duration> periods = new ArrayList<>();
    private Runnable heartbeat = () -> {};

    @Test
    void marksAndNumbersItsLinesAmongAllElseOnStandardOutput() {
        try (EventLines lines = to("-")) {
            lines.emit(new Event.Noted("one\ntwo"));
            lines.emit(new Event.Warned("W_X", "mind"));
        }

        assertThat(printed()).hasSize(2).allMatch(line -> line.startsWith("##paas {"));
        assertThat(document(0))
                .containsEntry("event", "noted")
                .containsEntry("text", "one\ntwo")
                .containsEntry("at", NOW.toString());
        assertThat(printed().get(0)).contains("\"number\":1,");
        assertThat(printed().get(1)).contains("\"number\":2,");
    }

    @Test
    void beatsEveryFiveSecondsWithANumberOfItsOwn() {
        try (EventLines lines = to("-")) {
            lines.emit(new Event.Noted("a word"));
            heartbeat.run();
            lines.emit(new Event.Noted("another"));
        }

        assertThat(periods).containsExactly(Duration.ofSeconds(5));
        assertThat(document(1)).containsEntry("event", "heartbeat").containsEntry("at", NOW.toString());
        assertThat(printed().get(1)).contains("\"number\":2,");
        assertThat(printed().get(2)).contains("\"number\":3,");
    }

    @Test
    void isSilentOnceItIsClosed() {
        EventLines lines = to("-");
        lines.close();
        heartbeat.run();

        assertThat(printed()).isEmpty();
    }

    @Test
    void writesBareLinesToAFile() throws IOException {
        try (EventLines lines = to("events.jsonl")) {
            lines.emit(new Event.Noted("a word"));
            heartbeat.run();
        }

        assertThat(Files.readAllLines(folder.resolve("events.jsonl")))
                .hasSize(2)
                .allMatch(line -> line.startsWith("{"));
        assertThat(printed()).isEmpty();
    }

    private EventLines to(String name) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Surroundings here = new Surroundings(
                Map.of(), folder, new ByteArrayInputStream(new byte[0]), stream, stream, false, () -> NOW);
        return EventLines.to(name, here, (thread, millis, work) -> {
            periods.add(Duration.ofMillis(millis));
            heartbeat = work;
            return new Ticker(thread, Duration.ofDays(1).toMillis(), () -> {});
        });
    }

    private List<String> printed() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private Map<String, Object> document(int line) {
        return Json.read("a line", printed().get(line).substring("##paas ".length()));
    }
}
