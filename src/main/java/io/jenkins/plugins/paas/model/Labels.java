package io.jenkins.plugins.paas.model;

/**
 * The labels and names that tie objects in the cluster to an App.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/">Recommended labels</a>
 */
public final class Labels {
    /** The App; the only label that selectors use, because a selector can never be changed. */
    public static final String NAME = "app.kubernetes.io/name";

    /** The image tag. */
    public static final String VERSION = "app.kubernetes.io/version";

    /** The team. */
    public static final String PART_OF = "app.kubernetes.io/part-of";

    /** Always {@link #MANAGER}. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** The Release's number; stands in pod templates only. */
    public static final String RELEASE = "paas-deploy/release";

    /** Annotation of pods: how many seconds they may take until they are ready for the first time. */
    public static final String STARTS_WITHIN = "paas-deploy/starts-within-seconds";

    /** The value of {@link #MANAGED_BY}. */
    public static final String MANAGER = "paas-deploy";

    /** The field manager of server-side apply. */
    public static final String FIELD_MANAGER = "paas";

    /** Label of an image: the team whose App it was built for. */
    public static final String TEAM = "paas-deploy.team";

    private Labels() {}
}
