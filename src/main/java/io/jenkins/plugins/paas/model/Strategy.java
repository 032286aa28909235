package io.jenkins.plugins.paas.model;

/** How a new Release takes the place of the running one. */
public enum Strategy {
    /** Kubernetes' own rolling update. */
    ROLLING,
    /** One new pod first; a person confirms the next or all the rest. */
    MANUAL,
    /** A full second set without traffic; then all traffic at once. */
    CANARY
}
