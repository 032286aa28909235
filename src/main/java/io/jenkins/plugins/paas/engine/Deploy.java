package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Brings an App into a cluster: image, Config version, Release, Rollout, verdict. */
public final class Deploy {
    Deploy(Ports ports, Session session) {}

    /**
     * What to deploy.
     *
     * @param platform the platform
     * @param target the App in its cluster
     * @param folder the App's folder, for building and for its config folder
     * @param image which image
     * @param dryRun change nothing in the cluster, build nothing; say what would be done
     * @param rollback whether a failed Rollout goes back to the last good Release, as far as the App does not say so itself
     * @param timeout in place of the App's own
     */
    public record Request(
            Platform platform,
            Target target,
            Path folder,
            ImageChoice image,
            boolean dryRun,
            boolean rollback,
            Optional<Duration> timeout) {}

    /**
     * Deploys.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException with nothing changed in the App's objects: what building throws,
     *     {@code E_STRATEGY_NOT_AVAILABLE}, {@code E_IMAGE_UNKNOWN}, {@code E_CONFIG_FOLDER}, {@code E_CONFIG_NOT_TEXT},
     *     {@code E_LOCKED}, {@code E_NAMESPACE_MISSING}, {@code E_FORBIDDEN}, {@code E_FIELD_CONFLICT}, {@code E_REFUSED},
     *     {@code E_CLUSTER_UNREACHABLE}; and in the middle, with the Rollout left open for {@link Resume}: {@code E_FENCED},
     *     {@code E_LOCK_LOST} (both {@code LOCKED}), {@code E_LEFT} when the thread was interrupted
     */
    public Delivery run(Request request) {
        throw new UnsupportedOperationException("planned, not yet written");
    }
}
