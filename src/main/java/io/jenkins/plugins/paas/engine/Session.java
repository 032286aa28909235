package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.port.EventSink;
import java.time.InstantSource;
import java.util.Optional;

/**
 * One run of the program.
 *
 * @param clock the time
 * @param waiting how to wait
 * @param events whom to tell what happens
 * @param claim what the surroundings say of who we are
 * @param holder what others read when we hold a lock: user, host, process
 */
public record Session(
        InstantSource clock, Waiting waiting, EventSink events, Optional<Actor.Claim> claim, String holder) {}
