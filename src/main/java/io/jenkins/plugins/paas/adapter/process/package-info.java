/** Programs of the user's own, run as processes of the machine. */
@NullMarked
package io.jenkins.plugins.paas.adapter.process;

import org.jspecify.annotations.NullMarked;
