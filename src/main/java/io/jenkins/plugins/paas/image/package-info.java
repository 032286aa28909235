/**
 * From a Dockerfile, a template and a source tree to an {@code ImagePlan}: what the image consists of, before anything is
 * built. Pure: reads the files that it is given, writes none, knows no registry.
 */
@NullMarked
package io.jenkins.plugins.paas.image;

import org.jspecify.annotations.NullMarked;
