package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Rollout;
import java.util.Optional;
import java.util.function.Consumer;

/** The newest Rollout of each App, saved before each step. */
public interface RolloutStore {
    /** The newest Rollout and its version. */
    Optional<Saved> load(AppRef app);

    /**
     * Saves a Rollout in place of the version that was read.
     *
     * @param rollout what to save
     * @param replaces the version that was loaded or saved before; nothing when there was none
     * @return the new version
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_FENCED} with {@link
     *     io.jenkins.plugins.paas.model.Outcome#LOCKED} when somebody else saved in between; nothing was written
     */
    Saved save(Rollout rollout, Optional<Saved> replaces);

    /**
     * Watches the newest Rollout: tells it at once when there is one, then each change within milliseconds; a watch that
     * breaks is renewed by itself.
     *
     * @param app which App
     * @param onChange called by one thread at a time; states in between may be left out
     * @return ends the watch when closed
     */
    Cluster.Watch watch(AppRef app, Consumer<Saved> onChange);

    /**
     * A Rollout as it is stored.
     *
     * @param rollout the state
     * @param version opaque; the {@code resourceVersion} of its ConfigMap
     */
    record Saved(Rollout rollout, String version) {}
}
