package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How two works end that are done at once. */
class TogetherTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicBoolean tidy = new AtomicBoolean();

    @Test
    void aFailureIsToldOnceTheOtherWorkHasTidiedUp() {
        assertThatThrownBy(() -> Together.both(this::failing, this::working, (a, b) -> b))
                .hasMessage("the first failure");

        assertThat(tidy).isTrue();
    }

    @Test
    void aFailureIsToldOnceTheOtherWorkHasTidiedUpWhicheverCameFirst() {
        assertThatThrownBy(() -> Together.done(this::working, this::failing)).hasMessage("the first failure");

        assertThat(tidy).isTrue();
    }

    @Test
    void whoeverIsToldToStopLeavesOnceTheWorkHasTidiedUp() throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread caller = new Thread(
                () -> failure.set(catchThrowable(() -> Together.both(this::working, () -> "done", (a, b) -> a))));
        caller.start();
        begun.await();

        caller.interrupt();
        caller.join();

        assertThat(failure.get()).hasMessageContaining("told to stop");
        assertThat(tidy).isTrue();
    }

    private String failing() {
        Meanwhile.await(begun);
        throw new IllegalStateException("the first failure");
    }

    /** As a program that takes a moment to end, and then says that it was interrupted. */
    private String working() {
        begun.countDown();
        try {
            TimeUnit.MINUTES.sleep(1);
            return "worked";
        } catch (InterruptedException e) {
            tidyUp();
            throw new IllegalStateException("a later failure", e);
        }
    }

    private void tidyUp() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
            tidy.set(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
