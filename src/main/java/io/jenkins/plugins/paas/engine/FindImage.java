package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.CommitId;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Target;
import java.nio.file.Path;
import java.util.Optional;

/** Finds images of an App in the platform's registries; needs no cluster. */
public final class FindImage {
    private final Ports ports;
    private final Session session;

    FindImage(Ports ports, Session session) {
        this.ports = ports;
        this.session = session;
    }

    /**
     * The image that was built last for a cluster, or from a commit.
     *
     * @param folder the App's folder
     * @param commit anything that Git resolves; nothing for the last one
     * @return the image by tag and digest
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_COMMIT_NOT_BUILT}, {@code E_NOT_BUILT}
     */
    public ImageRef find(Platform platform, Target target, Path folder, Optional<String> commit) {
        BuiltImages built = new BuiltImages(ports.registry().get(), platform, target, session.events());
        if (commit.isPresent()) {
            CommitId id = ports.source().resolve(folder, commit.get());
            return built.of(id)
                    .map(BuiltImages.Found::image)
                    .orElseThrow(() -> Failures.invalid(
                            "E_COMMIT_NOT_BUILT",
                            "no image of " + target.app().name() + " was built from commit " + id,
                            built.newest()));
        }
        return built.last()
                .map(BuiltImages.Found::image)
                .orElseThrow(() -> Failures.invalid(
                        "E_NOT_BUILT",
                        "there is no image of " + target.app().name() + " in " + target.repository(),
                        "build one with 'paas build', or name an image"));
    }
}
