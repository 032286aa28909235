/**
 * The words of the domain as records: what users declare ({@code App}, {@code Platform}), what the engine makes
 * ({@code Release}, {@code Rollout}, {@code AuditRecord}) and what a cluster shows ({@code Observation}).
 *
 * <p>Imports {@code java.*} only, so that every other package can share it.
 */
@NullMarked
package io.jenkins.plugins.paas.model;

import org.jspecify.annotations.NullMarked;
