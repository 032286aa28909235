package io.jenkins.plugins.paas.model;

import java.time.Instant;

/**
 * One person's word at a gate.
 *
 * @param move what is agreed to
 * @param by who, with everything that was known of it then
 * @param at when
 */
public record Approval(Move move, Actor by, Instant at) {}
