/**
 * The judgement of why pods cannot become ready, from what the cluster shows alone. Each judge knows one kind of cause, and
 * the point from which that cause will not heal by itself.
 */
@NullMarked
package io.jenkins.plugins.paas.rollout.diagnosis;

import org.jspecify.annotations.NullMarked;
