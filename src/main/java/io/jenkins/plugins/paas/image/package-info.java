/**
 * From a Dockerfile, a template and a source tree to an {@code ImagePlan}: what the image consists of, before anything is
 * built. Its result depends on its arguments and the files alone; it knows no registry. It writes to one folder only, which
 * it is given for laying out the parts of an artifact.
 */
@NullMarked
package io.jenkins.plugins.paas.image;

import org.jspecify.annotations.NullMarked;
