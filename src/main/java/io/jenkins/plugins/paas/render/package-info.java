/** A settled target becomes plain Kubernetes objects; the same input always gives the same objects. */
@NullMarked
package io.jenkins.plugins.paas.render;

import org.jspecify.annotations.NullMarked;
