package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.ScalerView;
import io.jenkins.plugins.paas.model.Observation.ServiceView;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.PaasException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * What leads requests to the App's pods and decides on their number: its Services and its autoscaler.
 *
 * <p>A watch lists them once and follows them only from when the workload or they themselves are held: outside of that nobody pins or
 * holds them, and a plain rolling deploy is spared the two streams. They are followed from where the list stood, so that
 * nothing in between is missed. Where we may not see them, there are none.
 */
final class Traffic implements AutoCloseable {
    private final KubeApi api;
    private final Mirror<ServiceView> services;
    private final Mirror<ScalerView> scalers;
    private boolean following;

    Traffic(KubeApi api, AppRef app, Runnable onChange) {
        this.api = api;
        services = new Mirror<>(
                api,
                KubePath.SERVICES.in(app.namespace()).labelled(Labels.NAME + "=" + app.app()),
                object -> Views.service(app, object),
                onChange);
        scalers = new Mirror<>(api, ScaleDownHold.scalers(app), object -> ScaleDownHold.view(app, object), onChange);
    }

    /** The looks to be taken at once with others. */
    List<Runnable> looks() {
        return List.of(() -> look(services), () -> look(scalers));
    }

    private static void look(Mirror<?> mirror) {
        try {
            mirror.list();
        } catch (PaasException e) {
            if (!e.code().equals("E_FORBIDDEN")) {
                throw e;
            }
            mirror.close();
        }
    }

    /** Begins to follow once what is seen of the workload asks for it. */
    synchronized void followWhenHeld(Observation seen) {
        if (!following && (seen.workload().filter(Traffic::heldBack).isPresent() || led(seen))) {
            following = true;
            api.requests().later(Duration.ZERO, services::follow);
            api.requests().later(Duration.ZERO, scalers::follow);
        }
    }

    /** A pin or a hold may outlast the workload, which somebody deleted. */
    private static boolean led(Observation seen) {
        return seen.scaler().filter(scaler -> !scaler.scalesDown()).isPresent()
                || seen.services().stream().anyMatch(ServiceView::isPinned);
    }

    private static boolean heldBack(WorkloadView workload) {
        return workload.paused() || workload.pace().isFrozen() || workload.partition() > 0;
    }

    Collection<ServiceView> services() {
        return services.all();
    }

    Collection<ScalerView> scalers() {
        return scalers.all();
    }

    @Override
    public void close() {
        services.close();
        scalers.close();
    }
}
