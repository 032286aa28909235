package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.BuildSpec;
import io.jenkins.plugins.paas.model.Source;
import io.jenkins.plugins.paas.model.TeamName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an image is to be made of.
 *
 * @param app the App, which becomes the image's title
 * @param team whose App it is; nothing where it is no App
 * @param source the checkout; its folder is the build context, its commit's time the image's time
 * @param build how the image is made
 * @param baseImages the platform's base image of each language
 * @param version the value of the label {@code org.opencontainers.image.version}; what differs between two builds of one
 *     commit does not belong here, since their digests would differ too
 * @param zones the time zones that the platform has; the first is the local one
 * @param now the time that certificates are judged at; nothing in the image depends on it
 */
public record ImageRequest(
        AppName app,
        Optional<TeamName> team,
        Source source,
        BuildSpec build,
        Map<String, String> baseImages,
        String version,
        List<String> zones,
        Instant now) {
    public ImageRequest {
        zones = List.copyOf(zones);
        baseImages = Map.copyOf(baseImages);
    }

    /** One that is no App of a team. */
    public ImageRequest(
            AppName app,
            Source source,
            BuildSpec build,
            Map<String, String> baseImages,
            String version,
            List<String> zones,
            Instant now) {
        this(app, Optional.empty(), source, build, baseImages, version, zones, now);
    }
}
