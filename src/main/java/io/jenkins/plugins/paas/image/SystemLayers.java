package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What every image gets above its own layers: the certificate authorities that it trusts, and its local time. */
final class SystemLayers {
    private final StageFolder stage;
    private final KnownRoots roots;
    private final ZonePlaces zones;

    SystemLayers(StageFolder stage, KnownRoots roots) {
        this.stage = stage;
        this.roots = roots;
        this.zones = new ZonePlaces(stage);
    }

    /**
     * The plan with these layers; the same plan where none is asked for.
     *
     * @param images where the plan's base was opened
     */
    ImagePlan above(ImagePlan plan, OpenedImages images, ImageRequest request) {
        ImagePlan trusting = request.build().trust().isEmpty() ? plan : trusting(plan, images, request);
        return request.zones().isEmpty() ? trusting : trusting.and(zones.layer(request.zones()));
    }

    /** Refuses what a tool with containers would leave out, and notes what matters less. */
    List<Note> missingIn(Dockerfile dockerfile, RunLine first, ImageRequest request) {
        request.build().trust().stream().findFirst().ifPresent(trusted -> {
            throw Failures.at(
                    trusted.at(),
                    "E_TRUST_WITH_RUN",
                    "build.trust does not go together with RUN (" + first.at() + "): another tool makes that image",
                    "run the command by build.command and COPY its result, or COPY the certificates in "
                            + dockerfile.name());
        });
        return request.zones().isEmpty()
                ? List.of()
                : List.of(new Note(
                        "W_ZONE_WITH_RUN",
                        "the platform's timeZone " + request.zones().get(0) + " is not put into an image with RUN ("
                                + first.at() + "); install time zones there and set TZ, if the App needs local time"));
    }

    private ImagePlan trusting(ImagePlan plan, OpenedImages images, ImageRequest request) {
        TrustReader.Found found =
                TrustReader.find(request.build().trust(), request.source().folder(), roots, request.now());
        List<Authority> authorities = found.authorities();
        TrustPlaces places = new TrustPlaces(
                files(plan, images),
                kept(TrustFiles.pem(authorities)),
                kept(TrustFiles.pkcs12(authorities)),
                kept(new byte[0]));
        ImageConfig config = plan.config();
        Optional<String> named = Optional.ofNullable(config.env().get("SSL_CERT_FILE"));
        return plan.and(places.layer(named))
                .configured(config.seeing(TrustPlaces.variables(config.env())))
                .noted(found.notes());
    }

    /** The files of a whole image: those of its base, and its own. */
    private static ImageFiles files(ImagePlan plan, OpenedImages images) {
        ImageFiles files = plan.base()
                .map(base -> images.base(base).files().copy("the image"))
                .orElseGet(() -> new ImageFiles("the image"));
        plan.layers().stream()
                .map(Layer::entries)
                .flatMap(List::stream)
                .forEach(entry -> files.put(entry.target(), entry.node()));
        return files;
    }

    private Path kept(byte[] content) {
        try {
            return stage.file(content);
        } catch (IOException e) {
            throw Failures.unreadable(Path.of("build.trust"), e);
        }
    }
}
