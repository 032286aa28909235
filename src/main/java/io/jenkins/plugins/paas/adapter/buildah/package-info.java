/** Dockerfiles that need RUN, built by buildah, BuildKit or Docker, whichever is there. */
@NullMarked
package io.jenkins.plugins.paas.adapter.buildah;

import org.jspecify.annotations.NullMarked;
