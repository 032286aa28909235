package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.port.RolloutStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps Rollouts in memory, remembers each one that was ever saved, and can end the process that saved one. */
public final class FakeRolloutStore implements RolloutStore {
    private final Map<AppRef, Saved> newest = new HashMap<>();
    private final List<Rollout> history = new ArrayList<>();
    private Consumer<Rollout> afterSave = rollout -> {};
    private final FakeWatches watches = new FakeWatches();
    private long versions;

    @Override
    public synchronized Optional<Saved> load(AppRef app) {
        return Optional.ofNullable(newest.get(app));
    }

    @Override
    public synchronized Saved save(Rollout rollout, Optional<Saved> replaces) {
        Optional<String> seen = replaces.map(Saved::version);
        Optional<String> present = load(rollout.ref()).map(Saved::version);
        if (!seen.equals(present)) {
            throw new PaasException(
                    Outcome.LOCKED,
                    Problem.of("E_FENCED", "somebody else saved rollout of " + rollout.ref(), "stop here"));
        }
        versions++;
        Saved saved = new Saved(rollout, Long.toString(versions));
        newest.put(rollout.ref(), saved);
        history.add(rollout);
        afterSave.accept(rollout);
        watches.tell();
        return saved;
    }

    /** Every Rollout that was saved, oldest first. */
    public synchronized List<Rollout> history() {
        return List.copyOf(history);
    }

    /** Somebody deletes the record. */
    public synchronized void forget(AppRef app) {
        newest.remove(app);
    }

    /** What happens right after each save; an exception from it stands for a process that is killed at that point. */
    public synchronized void afterSave(Consumer<Rollout> action) {
        afterSave = action;
    }

    @Override
    public Cluster.Watch watch(AppRef app, Consumer<Saved> onChange) {
        return watches.watch(() -> load(app), onChange);
    }
}
