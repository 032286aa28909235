/** Proxies on the way to servers; for adapters, which do not know each other. */
@NullMarked
package io.jenkins.plugins.paas.proxy;

import org.jspecify.annotations.NullMarked;
