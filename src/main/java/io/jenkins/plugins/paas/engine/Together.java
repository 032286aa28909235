package io.jenkins.plugins.paas.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Does things at once that wait for different machines. */
final class Together {
    /**
     * How long work that was interrupted is waited for. Requests end at once and a program has five seconds to tidy up in; what
     * hears no interrupt is left to itself, and a process that was told to end must be gone within ten.
     */
    private static final Duration LAST_DEEDS = Duration.ofSeconds(7);

    private Together() {}

    /** Both results; the first failure interrupts the other work and is thrown once that has ended. */
    static <A, B, C> C both(Supplier<A> first, Supplier<B> second, BiFunction<A, B, C> join) {
        try {
            return called(first::get, second::get, join);
        } catch (InterruptedException e) {
            throw Failures.leftEarly(e);
        }
    }

    /** Does both, for those who wait in between; the first failure interrupts the other work and is thrown once that has ended. */
    static void done(Work first, Work second) throws InterruptedException {
        called(first.asCallable(), second.asCallable(), (a, b) -> a);
    }

    /** Something to do that waits. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;

        private Callable<Boolean> asCallable() {
            return () -> {
                run();
                return true;
            };
        }
    }

    private static <A, B, C> C called(Callable<A> first, Callable<B> second, BiFunction<A, B, C> join)
            throws InterruptedException {
        ExecutorService threads = threads();
        try {
            ExecutorCompletionService<Object> work = new ExecutorCompletionService<>(threads);
            Future<A> a = submit(work, first);
            Future<B> b = submit(work, second);
            work.take().get();
            work.take().get();
            return join.apply(a.get(), b.get());
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            end(threads);
        }
    }

    /** Whoever hears of a failure may end the process, and what still runs then would leave its own programs behind. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(LAST_DEEDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins something whose result is wanted later. */
    static <T> Begun<T> begin(Supplier<T> work) {
        ExecutorService threads = threads();
        Future<T> result = threads.submit(work::get);
        threads.shutdown();
        return new Begun<>(result);
    }

    /** Something under way, or done. */
    static final class Begun<T> {
        private final Future<T> result;

        private Begun(Future<T> result) {
            this.result = result;
        }

        /** The result, waiting for it if need be; its failure is thrown. */
        T get() throws InterruptedException {
            try {
                return result.get();
            } catch (ExecutionException e) {
                throw unwrapped(e);
            }
        }

        /** Does something with the result if it comes to one, waiting for that. */
        void ifWell(Consumer<T> use) {
            try {
                use.accept(result.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                // Nothing came of it, so there is nothing to do; whoever wanted the result was told.
                return;
            }
        }
    }

    /** A result if it comes in time and well; for what is good to have and not worth waiting for. */
    static <T> Optional<T> within(Duration limit, Supplier<T> work) {
        ExecutorService threads = threads();
        try {
            return Optional.of(threads.submit(work::get).get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } finally {
            threads.shutdownNow();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> Future<T> submit(ExecutorCompletionService<Object> work, Callable<T> task) {
        return (Future<T>) work.submit((Callable<Object>) (Callable<?>) task);
    }

    private static RuntimeException unwrapped(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    private static ExecutorService threads() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "engine");
            // A build that cannot be interrupted must not keep the process alive.
            thread.setDaemon(true);
            return thread;
        });
    }
}
