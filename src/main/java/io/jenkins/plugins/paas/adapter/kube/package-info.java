/**
 * The Kubernetes API: connection and sign-in, the App's objects, watches, preflight, and the records kept in the cluster.
 *
 * <p>Objects are plain maps, as in {@link io.jenkins.plugins.paas.model.KubeObject}; ADR 6 says why there is no typed model.
 */
@NullMarked
package io.jenkins.plugins.paas.adapter.kube;

import org.jspecify.annotations.NullMarked;
