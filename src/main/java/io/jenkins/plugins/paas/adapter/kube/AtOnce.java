package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.PaasException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Asks several things at the same time. */
final class AtOnce {
    private AtOnce() {}

    /**
     * Does all of these and waits for all.
     *
     * @throws PaasException the first that failed, in the order given
     */
    static void all(KubeApi api, List<Runnable> work) {
        List<Future<?>> others = new ArrayList<>();
        for (Runnable each : work) {
            others.add(api.requests().server().threads().submit(each));
        }
        for (Future<?> other : others) {
            await(other);
        }
    }

    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Requests.interrupted(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PaasException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
