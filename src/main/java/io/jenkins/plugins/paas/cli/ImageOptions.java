package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.engine.ImageChoice;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which image, where it is not simply that of the checkout. At most one of them is given. */
class ImageOptions {
    @Option(
            names = "--commit",
            paramLabel = "COMMIT",
            description =
                    "The image that was built from this commit (id, branch or tag), for any cluster; nothing is built.")
    private Optional<String> commit = Optional.empty();

    @Option(names = "--image", paramLabel = "IMAGE", description = "An image that exists, by tag or digest.")
    private Optional<String> reference = Optional.empty();

    ImageChoice choice() {
        return commit.<ImageChoice>map(ImageChoice.FromCommit::new)
                .or(() -> reference.map(text -> new ImageChoice.Existing(ImageReference.parse(text))))
                .orElseGet(this::ofSource);
    }

    ImageChoice ofSource() {
        return new ImageChoice.FromSource(false);
    }

    /** The same for commands that may build. */
    static final class Built extends ImageOptions {
        @Option(names = "--force-build", description = "Build even if this commit was built before.")
        private boolean force;

        @Override
        ImageChoice ofSource() {
            return new ImageChoice.FromSource(force);
        }
    }
}
