/** Programs that we start; for adapters, which do not know each other. */
@NullMarked
package io.jenkins.plugins.paas.process;

import org.jspecify.annotations.NullMarked;
