/**
 * The Kubernetes API: connection and sign-in, the App's objects, watches, preflight, and the records kept in the cluster.
 *
 * <p>Objects are plain maps, as in {@link io.jenkins.plugins.paas.model.KubeObject}; ADR 6 says why there is no typed model.
 *
 * <ul>
 *   <li>The way there. {@link Accesses} reads kubeconfigs, {@link SignIns} signs in, {@link Tls} and {@link Server} connect; {@link
 *       HeadStart} does so before anybody asks.
 *   <li>Requests. {@link KubeApi} sends them, {@link Requests} goes on when the API server is away, {@link ApiFailures} turns refusals
 *       into words.
 *   <li>Watching. {@link AppWatch} keeps a {@link Mirror} of each kind of object and makes a {@link Snapshot} after each change, by
 *       {@link Views}.
 *   <li>Writing. {@link Applier} applies what is rendered, {@link Switches} turns what a strategy with gates turns.
 *   <li>Records. {@link KubeRolloutStore}, {@link KubeReleaseStore}, {@link KubeConfigStore}, {@link KubeSequence}, {@link
 *       KubeAuditLog}; {@link KubeLock} is the App's lock.
 * </ul>
 */
@NullMarked
package io.jenkins.plugins.paas.adapter.kube;

import org.jspecify.annotations.NullMarked;
