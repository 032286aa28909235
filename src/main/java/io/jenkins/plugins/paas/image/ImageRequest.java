package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.BuildSpec;
import io.jenkins.plugins.paas.model.Source;
import java.util.Map;

/**
 * What an image is to be made of.
 *
 * @param app the App, which becomes the image's title
 * @param source the checkout; its folder is the build context, its commit's time the image's time
 * @param build how the image is made
 * @param baseImages the platform's base image of each language
 * @param version the value of the label {@code org.opencontainers.image.version}; what differs between two builds of one
 *     commit does not belong here, since their digests would differ too
 */
public record ImageRequest(
        AppName app, Source source, BuildSpec build, Map<String, String> baseImages, String version) {
    public ImageRequest {
        baseImages = Map.copyOf(baseImages);
    }
}
