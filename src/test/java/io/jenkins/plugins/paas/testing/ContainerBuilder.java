package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.ProbeView;
import io.jenkins.plugins.paas.model.Observation.State;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Builds a {@link ContainerView}; unless told otherwise, one that is about to be made. */
public final class ContainerBuilder {
    private final String name;
    private boolean init;
    private String image = Observations.imageOf(Observations.NEW);
    private boolean ready;
    private boolean started;
    private int restarts;
    private State state = new State.Waiting("ContainerCreating", "");
    private Optional<State.Terminated> last = Optional.empty();
    private Optional<String> memoryLimit = Optional.empty();
    private final Map<String, ProbeView> probes = new TreeMap<>();

    ContainerBuilder(String name) {
        this.name = name;
    }

    public ContainerBuilder init() {
        init = true;
        return this;
    }

    public ContainerBuilder image(String value) {
        image = value;
        return this;
    }

    public ContainerBuilder ready() {
        ready = true;
        return this;
    }

    public ContainerBuilder restarts(int count) {
        restarts = count;
        return this;
    }

    public ContainerBuilder waiting(String reason, String message) {
        state = new State.Waiting(reason, message);
        started = false;
        return this;
    }

    /** It runs, and has a startup probe that has not succeeded yet. */
    public ContainerBuilder starting(Instant since) {
        state = new State.Running(since);
        started = false;
        return this;
    }

    public ContainerBuilder running(Instant since) {
        state = new State.Running(since);
        started = true;
        return this;
    }

    public ContainerBuilder ended(int exitCode, String reason, Instant at) {
        state = end(exitCode, reason, "", at);
        started = false;
        return this;
    }

    public ContainerBuilder ended(int exitCode, String reason, Instant from, Instant at) {
        state = new State.Terminated(exitCode, 0, reason, "", Optional.of(from), Optional.of(at));
        started = false;
        return this;
    }

    public ContainerBuilder last(int exitCode, String reason, String message, Instant at) {
        last = Optional.of(end(exitCode, reason, message, at));
        return this;
    }

    public ContainerBuilder memoryLimit(String quantity) {
        memoryLimit = Optional.of(quantity);
        return this;
    }

    /** A probe without delay and with a timeout of one second. */
    public ContainerBuilder probe(String kind, int period, int failures) {
        return probe(kind, 0, period, failures);
    }

    public ContainerBuilder probe(String kind, int delay, int period, int failures) {
        probes.put(kind, new ProbeView(delay, period, 1, failures, "GET :8080/health"));
        return this;
    }

    private static State.Terminated end(int exitCode, String reason, String message, Instant at) {
        return new State.Terminated(exitCode, 0, reason, message, Optional.of(at.minusSeconds(1)), Optional.of(at));
    }

    public ContainerView build() {
        return new ContainerView(name, init, image, ready, started, restarts, state, last, memoryLimit, probes);
    }
}
