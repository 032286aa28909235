package io.jenkins.plugins.paas.image;

/** Where the images are that Dockerfiles name. */
public interface Images {
    /**
     * Looks into an image.
     *
     * @param name as written after FROM, such as {@code alpine:3.20} or {@code registry.example.com/base@sha256:...}
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_BASE_IMAGE} when it cannot be had
     */
    BaseImage open(String name);
}
