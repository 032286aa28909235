/**
 * What the engine needs from outside, in the engine's own words. Every port has a fake and a contract test that the fake
 * and the real adapter both pass.
 */
@NullMarked
package io.jenkins.plugins.paas.port;

import org.jspecify.annotations.NullMarked;
