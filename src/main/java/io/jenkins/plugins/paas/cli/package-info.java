/** The command line: a composition root that reads arguments, wires adapters into the engine and prints results. */
@NullMarked
package io.jenkins.plugins.paas.cli;

import org.jspecify.annotations.NullMarked;
