/**
 * The pure machine of a Rollout: from its state, what the cluster shows and the time to the next state and what is to be
 * done; and the judgement of why pods cannot become ready. No clock, no network, no threads.
 */
@NullMarked
package io.jenkins.plugins.paas.rollout;

import org.jspecify.annotations.NullMarked;
