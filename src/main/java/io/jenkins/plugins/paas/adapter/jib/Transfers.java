package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.model.PaasException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sends several blobs at once: most of the time of a small one is spent waiting for answers. */
final class Transfers {
    private static final int AT_ONCE = 4;

    private Transfers() {}

    /** Sends one blob. */
    interface Transfer {
        void carryOut() throws IOException;
    }

    /**
     * Carries all of them out; the first failure ends the others.
     *
     * @param host where they go, for messages
     */
    static void carryOut(List<Transfer> transfers, String host) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Transfers::thread);
        try {
            ExecutorCompletionService<Boolean> running = new ExecutorCompletionService<>(threads);
            for (Transfer transfer : transfers) {
                running.submit(() -> {
                    transfer.carryOut();
                    return true;
                });
            }
            for (int i = 0; i < transfers.size(); i++) {
                running.take().get();
            }
        } catch (InterruptedException e) {
            throw RegistryFailures.interrupted(host, e);
        } catch (ExecutionException e) {
            throw thrown(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "sending");
        thread.setDaemon(true);
        return thread;
    }

    /** The failure of another thread, for this one. */
    private static PaasException thrown(ExecutionException e) throws IOException {
        if (e.getCause() instanceof PaasException failure) {
            failure.addSuppressed(e);
            return failure;
        }
        if (e.getCause() instanceof IOException failure) {
            throw failure;
        }
        throw new IllegalStateException(e.getCause());
    }
}
