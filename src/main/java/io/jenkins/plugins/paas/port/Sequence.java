package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.model.AppRef;

/** Numbers the builds of each App. */
public interface Sequence {
    /**
     * The next number; two callers at once never get the same, and a number is never given twice.
     *
     * @return 1 or more, larger than every number given before
     */
    default long next(AppRef app) {
        return next(app, 0);
    }

    /**
     * The same, above a number that was given elsewhere: an image that another App built brings its own along, and a counter may be
     * lost.
     *
     * @param above 0 or more
     * @return larger than every number given before, and than this one
     */
    long next(AppRef app, long above);
}
