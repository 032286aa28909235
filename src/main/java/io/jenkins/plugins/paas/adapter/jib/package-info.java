/** Images: assembled without a daemon, and looked after in registries by their HTTP interface. Names and tar files are read and written by Jib. */
@NullMarked
package io.jenkins.plugins.paas.adapter.jib;

import org.jspecify.annotations.NullMarked;
