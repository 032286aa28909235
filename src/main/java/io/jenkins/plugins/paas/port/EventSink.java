package io.jenkins.plugins.paas.port;

/** Where the engine tells what it does, as it happens. */
@FunctionalInterface
public interface EventSink {
    /** Tells of one event. Must return soon; called from any thread. */
    void emit(Event event);
}
