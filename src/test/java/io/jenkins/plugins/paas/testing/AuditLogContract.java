package io.jenkins.plugins.paas.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.AuditLog;
import io.jenkins.plugins.paas.port.AuditLog.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link AuditLog} does. The log under test opens a new segment after three lines. */
public abstract class AuditLogContract {
    /** The log as one process sees it; each call stands for another process. */
    protected abstract AuditLog log();

    /** An App of this test alone. */
    protected abstract AppRef app();

    @Test
    void isEmptyAtFirst() {
        assertThat(log().last(app())).isEmpty();
        assertThat(log().read(app())).isEmpty();
    }

    @Test
    void addsLinesOneAfterTheOther() {
        assertThat(log().append(app(), "one", Optional.empty())).isTrue();
        assertThat(log().append(app(), "two \" ü 王 \\ \r", Optional.of("one"))).isTrue();
        assertThat(log().last(app())).contains("two \" ü 王 \\ \r");
        assertThat(lines()).containsExactly("one", "two \" ü 王 \\ \r");
    }

    @Test
    void addsNothingWhenAnotherLineCameInBetween() {
        log().append(app(), "one", Optional.empty());
        log().append(app(), "two", Optional.of("one"));
        assertThat(log().append(app(), "late", Optional.of("one"))).isFalse();
        assertThat(log().append(app(), "late", Optional.empty())).isFalse();
        assertThat(log().append(app(), "late", Optional.of("never there"))).isFalse();
        assertThat(lines()).containsExactly("one", "two");
    }

    @Test
    void opensNumberedSegmentsAsTheyFill() {
        List<String> lines =
                IntStream.rangeClosed(1, 7).mapToObj(i -> "line " + i).toList();
        Optional<String> last = Optional.empty();
        for (String line : lines) {
            assertThat(log().append(app(), line, last)).isTrue();
            last = Optional.of(line);
        }
        assertThat(log().last(app())).contains("line 7");
        List<Segment> segments = log().read(app());
        assertThat(segments).extracting(Segment::number).containsExactly(1, 2, 3);
        assertThat(segments)
                .extracting(Segment::name)
                .containsExactly(
                        "ConfigMap/paas.audit." + app().app() + ".1",
                        "ConfigMap/paas.audit." + app().app() + ".2",
                        "ConfigMap/paas.audit." + app().app() + ".3");
        assertThat(lines()).isEqualTo(lines);
    }

    @Test
    void keepsEachAppByItself() {
        AppRef other = new AppRef(new AppName("billing"), app().namespace());
        log().append(app(), "one", Optional.empty());
        assertThat(log().last(other)).isEmpty();
        assertThat(log().append(other, "first", Optional.empty())).isTrue();
        assertThat(lines()).containsExactly("one");
    }

    @Test
    void losesNoLineOfTwoWriters() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            List<String> written = new ArrayList<>();
            for (Future<List<String>> one : writers.invokeAll(List.of(writer("a"), writer("b")))) {
                written.addAll(one.get());
            }
            assertThat(lines()).containsExactlyInAnyOrderElementsOf(written);
        } finally {
            writers.shutdownNow();
        }
    }

    private Callable<List<String>> writer(String name) {
        return () -> {
            AuditLog mine = log();
            List<String> written = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String line = name + i;
                while (!mine.append(app(), line, mine.last(app()))) {
                    Thread.onSpinWait();
                }
                written.add(line);
            }
            return written;
        };
    }

    private List<String> lines() {
        return log().read(app()).stream()
                .flatMap(segment -> segment.lines().stream())
                .toList();
    }
}
