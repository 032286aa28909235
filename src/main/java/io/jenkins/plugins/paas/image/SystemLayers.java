package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.Equipment.Trust;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the layers that every image gets above its own: the certificate authorities that it trusts, and its local time. */
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
     * What is asked for.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_TRUST_FILE}, {@code E_TRUST_CERTIFICATE}, {@code
     *     E_TRUST_UNKNOWN}
     */
    Equipment equipment(ImageRequest request) {
        if (request.build().trust().isEmpty()) {
            return new Equipment(Optional.empty(), request.zones(), List.of());
        }
        TrustReader.Found found =
                TrustReader.find(request.build().trust(), request.source().folder(), roots, request.now());
        Trust trust =
                new Trust(kept(TrustFiles.pem(found.authorities())), kept(TrustFiles.pkcs12(found.authorities())));
        return new Equipment(Optional.of(trust), request.zones(), found.notes());
    }

    /**
     * The plan with these layers; the same plan where none is asked for.
     *
     * @param images where the plan's base was opened
     */
    ImagePlan above(ImagePlan plan, OpenedImages images, Equipment equipment) {
        ImagePlan all = plan;
        for (Layer layer : layers(equipment, plan.config().env(), () -> files(plan, images))) {
            all = all.and(layer);
        }
        return all.configured(
                        all.config().seeing(variables(equipment, plan.config().env())))
                .noted(equipment.notes());
    }

    /** These layers above an image that another tool made. */
    Finish above(BaseImage made, Equipment equipment, Map<String, String> labels, Instant created) {
        Map<String, String> env = made.config().env();
        List<Layer> layers = layers(equipment, env, () -> made.files().copy("the image"));
        return new Finish(layers, variables(equipment, env), labels, created);
    }

    private List<Layer> layers(Equipment equipment, Map<String, String> env, Supplier<ImageFiles> files) {
        List<Layer> layers = new ArrayList<>();
        equipment.trust().ifPresent(trust -> layers.add(trusting(trust, env, files.get())));
        if (!equipment.zones().isEmpty()) {
            layers.add(zones.layer(equipment.zones()));
        }
        return layers;
    }

    private Layer trusting(Trust trust, Map<String, String> env, ImageFiles files) {
        TrustPlaces places = new TrustPlaces(files, trust.pem(), trust.java(), kept(new byte[0]));
        return places.layer(Optional.ofNullable(env.get("SSL_CERT_FILE")));
    }

    private static Map<String, String> variables(Equipment equipment, Map<String, String> env) {
        return equipment.trust().isPresent() ? TrustPlaces.variables(env) : env;
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
