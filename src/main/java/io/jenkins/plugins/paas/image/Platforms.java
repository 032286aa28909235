package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;

/** The platform that images are built for. */
final class Platforms {
    static final String OURS = "linux/amd64";

    private Platforms() {}

    static void refuseOther(String platform, Location at) {
        if (!platform.isEmpty() && !platform.equals(OURS) && !platform.equals("linux")) {
            throw Failures.unsupported(
                    at,
                    "the platform '" + platform + "' is not built here",
                    "use " + OURS + ", or leave --platform out");
        }
    }
}
