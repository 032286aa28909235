package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.TeamName;
import io.jenkins.plugins.paas.port.Registry;
import java.util.Optional;

/**
 * Tells a team's images from those of another team's App of the same name, where both lie in one repository: by the label
 * that a build gives. What has none was built before there was one, or by others, and is taken as ever.
 */
record OwnImages(Registry registry, TeamName team) {
    /** The other team whose image this is. */
    Optional<String> stranger(ImageRef image) {
        return Optional.ofNullable(registry.labels(image).get(Labels.TEAM))
                .filter(owner -> !owner.isEmpty() && !owner.equals(team.value()));
    }

    /** An image that is named as this App's must be this team's. */
    void require(ImageRef image) {
        stranger(image).ifPresent(owner -> {
            throw taken(image, owner);
        });
    }

    /** A name that is to be given must not be that of another team's image. */
    void requireFree(ImageRef name) {
        ImageRef tagged = new ImageRef(name.repository(), name.tag(), Optional.empty());
        registry.resolve(tagged).ifPresent(there -> require(tagged.pinned(there)));
    }

    /** What is said of one that is passed over. */
    String passedOver(ImageRef image, String owner) {
        return image + " is an image of team '" + owner + "', whose App has the same name; " + hint();
    }

    private PaasException taken(ImageRef image, String owner) {
        return Failures.invalid(
                "E_IMAGE_OF_ANOTHER_TEAM",
                image + " is an image of team '" + owner + "', whose App has the same name as this one of team '" + team
                        + "'",
                hint());
    }

    private static String hint() {
        return "let the platform team write " + RegistrySpec.TEAM
                + " in the url of the registry in platform.yaml, so that each team has its own folder";
    }
}
