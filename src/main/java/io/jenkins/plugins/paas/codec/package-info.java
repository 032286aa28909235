/**
 * Records as JSON, to be kept in a cluster or printed: versioned documents whose unknown fields are ignored on reading.
 *
 * <p>The mapping is written out by hand over plain maps and lists, the shape that {@code KubeObject} has anyway. It needs
 * Jackson's streaming core alone, which is loaded in a fraction of the time that data binding by reflection takes.
 */
@NullMarked
package io.jenkins.plugins.paas.codec;

import org.jspecify.annotations.NullMarked;
