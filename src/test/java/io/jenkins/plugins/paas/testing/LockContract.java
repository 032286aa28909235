package io.jenkins.plugins.paas.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.port.Lock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What every {@link Lock} does. */
public abstract class LockContract {
    /** For whoever does not ask whom he waits for. */
    protected static final BiConsumer<String, Duration> UNTOLD = (holder, atMost) -> {};

    /** The lock as one process sees it. */
    protected abstract Lock lock();

    /** The lock as another process sees it. */
    protected abstract Lock other();

    /** The process that {@link #lock()} belongs to stops giving signs of life, without giving anything back. */
    protected abstract void holderDies();

    /** An App of this test alone. */
    protected abstract AppRef app();

    @Test
    void takesAFreeLock() {
        try (Lock.Held held = lock().take(app(), "anna@host-1 (7)", UNTOLD)) {
            assertThat(held.stands()).isTrue();
            assertThat(held.takenOverFrom()).isEmpty();
        }
    }

    @Test
    void refusesASecondHolderAndNamesTheFirst() {
        try (Lock.Held held = lock().take(app(), "anna@host-1 (7)", UNTOLD)) {
            PaasException refused =
                    catchThrowableOfType(PaasException.class, () -> other().take(app(), "bert@host-2 (8)", UNTOLD));
            assertThat(refused.code()).isEqualTo("E_LOCKED");
            assertThat(refused.outcome()).isEqualTo(Outcome.LOCKED);
            assertThat(refused).hasMessageContaining("anna@host-1 (7)").hasMessageContaining("paas status");
            assertThat(held.stands()).isTrue();
        }
    }

    @Test
    void tellsWhoseSignOfLifeIsWaitedFor() {
        List<String> told = new ArrayList<>();
        BiConsumer<String, Duration> waits = (holder, atMost) -> told.add(holder + " " + (atMost.toSeconds() > 0));
        try (Lock.Held held = lock().take(app(), "anna", waits)) {
            assertThat(told).isEmpty();
            assertThat(catchThrowableOfType(PaasException.class, () -> other().take(app(), "bert", waits)))
                    .isNotNull();
            assertThat(told).containsExactly("anna true");
            assertThat(held.stands()).isTrue();
        }
    }

    @Test
    void isFreeAtOnceWhenItIsGivenBack() {
        Lock.Held first = lock().take(app(), "anna", UNTOLD);
        first.close();
        first.close();
        assertThat(first.stands()).isFalse();
        try (Lock.Held second = other().take(app(), "bert", UNTOLD)) {
            assertThat(second.takenOverFrom()).isEmpty();
            assertThat(second.stands()).isTrue();
        }
    }

    @Test
    void isTakenOverFromAHolderThatDied() {
        Lock.Held dead = lock().take(app(), "anna", UNTOLD);
        holderDies();
        try (Lock.Held taken = other().take(app(), "bert", UNTOLD)) {
            assertThat(taken.takenOverFrom()).contains("anna");
            assertThat(taken.stands()).isTrue();
            assertThat(dead.stands()).isFalse();
            dead.close();
            assertThat(taken.stands()).isTrue();
            PaasException refused = catchThrowableOfType(PaasException.class, () -> lock().take(app(), "carl", UNTOLD));
            assertThat(refused).hasMessageContaining("bert");
        }
    }

    @Test
    void locksEachAppByItself() {
        AppRef billing = new AppRef(new AppName("billing"), app().namespace());
        try (Lock.Held one = lock().take(app(), "anna", UNTOLD);
                Lock.Held two = other().take(billing, "bert", UNTOLD)) {
            assertThat(one.stands()).isTrue();
            assertThat(two.stands()).isTrue();
        }
    }

    @Test
    void hasOneHolderWhenTwoComeAtOnce() throws Exception {
        AtomicInteger refusals = new AtomicInteger();
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            both.invokeAll(List.of(taker(lock(), "anna", refusals), taker(other(), "bert", refusals)));
        } finally {
            both.shutdownNow();
        }
        assertThat(refusals).hasValue(1);
    }

    private Callable<Void> taker(Lock lock, String name, AtomicInteger refusals) {
        return () -> {
            try {
                lock.take(app(), name, UNTOLD);
            } catch (PaasException e) {
                assertThat(e.code()).isEqualTo("E_LOCKED");
                refusals.incrementAndGet();
            }
            return null;
        };
    }
}
