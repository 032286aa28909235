/** Images: built by Jib without a daemon, and looked after in registries by their HTTP interface. */
@NullMarked
package io.jenkins.plugins.paas.adapter.jib;

import org.jspecify.annotations.NullMarked;
