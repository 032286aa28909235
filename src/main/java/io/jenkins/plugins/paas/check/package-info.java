/** What is in an image, and what is wrong with it (pure): layers to facts, facts to findings and packages. */
@NullMarked
package io.jenkins.plugins.paas.check;

import org.jspecify.annotations.NullMarked;
