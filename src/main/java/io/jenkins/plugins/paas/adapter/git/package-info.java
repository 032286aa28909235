/** Version control by the {@code git} program. */
@NullMarked
package io.jenkins.plugins.paas.adapter.git;

import org.jspecify.annotations.NullMarked;
