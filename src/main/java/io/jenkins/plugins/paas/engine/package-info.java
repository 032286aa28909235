/**
 * The use cases: from a request to a result, through ports alone. No clock, no environment, no sleeping; whatever happens
 * in between is told through an {@code EventSink}.
 */
@NullMarked
package io.jenkins.plugins.paas.engine;

import org.jspecify.annotations.NullMarked;
