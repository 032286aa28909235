package io.jenkins.plugins.paas.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link Sequence} does. */
public abstract class SequenceContract {
    /** The sequence as one process sees it; each call stands for another process. */
    protected abstract Sequence sequence();

    /** An App of this test alone. */
    protected abstract AppRef app();

    @Test
    void startsAtOneAndCountsUp() {
        assertThat(LongStream.range(0, 3).map(i -> sequence().next(app()))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void goesOnAboveANumberThatWasGivenElsewhere() {
        assertThat(sequence().next(app(), 7)).isEqualTo(8);
        assertThat(sequence().next(app(), 3)).isEqualTo(9);
        assertThat(sequence().next(app())).isEqualTo(10);
    }

    @Test
    void numbersEachAppByItself() {
        AppRef other = new AppRef(new AppName("billing"), app().namespace());
        sequence().next(app());
        sequence().next(app());
        assertThat(sequence().next(other)).isEqualTo(1);
    }

    @Test
    void neverGivesTwoCallersTheSameNumber() throws Exception {
        int each = 50;
        Callable<List<Long>> caller = () -> {
            Sequence mine = sequence();
            List<Long> numbers = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                numbers.add(mine.next(app()));
            }
            return numbers;
        };
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> one : callers.invokeAll(List.of(caller, caller))) {
                assertThat(one.get()).isSorted();
                all.addAll(one.get());
            }
            assertThat(all).hasSize(2 * each).doesNotHaveDuplicates();
        } finally {
            callers.shutdownNow();
        }
    }
}
