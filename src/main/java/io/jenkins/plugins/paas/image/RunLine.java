package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.PaasException;

/**
 * A {@code RUN} of a Dockerfile.
 *
 * @param stage the stage's number, the first is 0
 * @param stageName the stage's name, or else its number
 * @param at where it stands; a trigger of a base image stands at the FROM that named the base
 */
public record RunLine(int stage, String stageName, Location at) {
    /** The failure of a build that has no container to run it in. */
    public PaasException refused() {
        return Failures.at(
                at,
                "E_DOCKERFILE_RUN",
                "RUN needs a container to run in, and the image needs the stage '" + stageName
                        + "'; no tool for that is on the PATH (buildah, buildctl, docker)",
                "install buildah; or run the command before the image is built (build.command) and COPY its result, or put"
                        + " it into the base image");
    }
}
