/** Software bills of materials in CycloneDX. */
@NullMarked
package io.jenkins.plugins.paas.adapter.cyclonedx;

import org.jspecify.annotations.NullMarked;
