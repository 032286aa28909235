/** The files that users write, read into the model: every problem at once, each with its place, its path and a hint. */
@NullMarked
package io.jenkins.plugins.paas.spec;

import org.jspecify.annotations.NullMarked;
