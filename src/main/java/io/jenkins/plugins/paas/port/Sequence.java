package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.model.AppRef;

/** Numbers the builds of each App. */
public interface Sequence {
    /**
     * The next number; two callers at once never get the same, and a number is never given twice.
     *
     * @return 1 or more, larger than every number given before
     */
    long next(AppRef app);
}
