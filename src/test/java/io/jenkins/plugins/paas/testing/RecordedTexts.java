package io.jenkins.plugins.paas.testing;

/** What Kubernetes 1.34.4 with containerd 1.7 and runc really said when each trouble was made on purpose. */
public final class RecordedTexts {
    private RecordedTexts() {}

    /** A tag that is not in the registry. */
    public static String notFound(String image) {
        return "rpc error: code = NotFound desc = failed to pull and unpack image \"" + image
                + "\": failed to resolve reference \"" + image + "\": " + image + ": not found";
    }

    /** A port where no registry listens. */
    public static String refusedConnection(String image) {
        return "failed to pull and unpack image \"" + image + "\": failed to resolve reference \"" + image
                + "\": failed to do request: Head \"http://127.0.0.1:5999/v2/a/b/manifests/1\":"
                + " dial tcp 127.0.0.1:5999: connect: connection refused";
    }

    /** A registry whose name no one knows. */
    public static String noSuchHost(String image) {
        return "failed to pull and unpack image \"" + image + "\": failed to resolve reference \"" + image
                + "\": failed to do request: Head \"https://registry.invalid/v2/a/b/manifests/1\":"
                + " dial tcp: lookup registry.invalid on 10.255.255.53:53: no such host";
    }

    /** An image whose repository has capital letters. */
    public static String badName(String image) {
        return "failed to parse image reference \"" + image
                + "\": invalid reference format: repository name must be lowercase";
    }

    /** What the kubelet makes of such an error while it waits for its next try. */
    public static String backOff(String image, String error) {
        return "Back-off pulling image \"" + image + "\": ErrImagePull: " + error;
    }

    /** The container's state {@code RunContainerError}, and how its last try ended. */
    public static String cannotStart(String why) {
        return "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed:"
                + " unable to start container process: " + why + ": unknown";
    }

    public static String restartBackOff(String container, String pod) {
        return "back-off 10s restarting failed container=" + container + " pod=" + pod
                + "_trade(d8e3ed3e-eb7d-4cf7-a82d-736ed601e1f6)";
    }

    public static final String NO_CPU =
            "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption:"
                    + " 0/1 nodes are available: 1 Preemption is not helpful for scheduling.";

    public static final String NO_MATCHING_NODE = "0/1 nodes are available: 1 node(s) didn't match Pod's node"
            + " affinity/selector. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not"
            + " helpful for scheduling.";

    public static final String UNBOUND_CLAIM =
            "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found";

    public static final String MISSING_CLAIM =
            "0/1 nodes are available: persistentvolumeclaim \"missing\" not found. not found";

    public static final String QUOTA_EXCEEDED =
            "pods \"shop-7547f5f7d7-jtv46\" is forbidden: exceeded quota: q, requested:"
                    + " limits.memory=64Mi,pods=1, used: limits.memory=32Mi,pods=1, limited: limits.memory=64Mi,pods=1";

    public static final String POD_SECURITY = "pods \"shop-7547f5f7d7-srpfd\" is forbidden: violates PodSecurity"
            + " \"restricted:latest\": allowPrivilegeEscalation != false (container \"app\" must set"
            + " securityContext.allowPrivilegeEscalation=false)";

    public static final String LIMIT_RANGE =
            "pods \"shop-7547f5f7d7-2pzvs\" is forbidden: maximum memory usage per Container"
                    + " is 16Mi, but limit is 32Mi";

    public static final String NO_SERVICE_ACCOUNT =
            "pods \"shop-7b4f98868d-\" is forbidden: error looking up service account"
                    + " trade/missing: serviceaccount \"missing\" not found";
}
