package io.jenkins.plugins.paas.image;

/** The files that {@code COPY} without {@code --from} copies. */
interface BuildContext extends Tree {
    /** What is left out of it, wherever it is copied. */
    IgnoreRules ignored();
}
