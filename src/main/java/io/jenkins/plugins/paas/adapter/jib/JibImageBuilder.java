package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.image.BaseImage;
import io.jenkins.plugins.paas.image.Finish;
import io.jenkins.plugins.paas.image.ImagePlan;
import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.image.Node;
import io.jenkins.plugins.paas.image.PackedLayer;
import io.jenkins.plugins.paas.image.PackedLayers;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.EventSink;
import io.jenkins.plugins.paas.port.ImageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds images without a daemon. */
public final class JibImageBuilder implements ImageBuilder {
    private final Path cache;
    private final RegistryHttp http;
    private final HttpRegistry registries;
    private final RegistryImages images;
    private final PackedLayers ownLayers;

    /**
     * A builder.
     *
     * @param access how registries are reached
     * @param cache a folder of the user's own where base images and layers are kept; several builds may use it at once
     */
    public JibImageBuilder(RegistryAccess access, Path cache) {
        this(access, cache, Backoff.USUAL);
    }

    JibImageBuilder(RegistryAccess access, Path cache, Backoff backoff) {
        this.cache = cache;
        this.http = new RegistryHttp(access, backoff);
        this.registries = new HttpRegistry(access, backoff, 1);
        this.images = new RegistryImages(access, cache.resolve("images"), backoff);
        this.ownLayers = new PackedLayers(cache.resolve("packed"));
    }

    @Override
    public Built build(ImagePlan plan, Destination destination, EventSink events) {
        return reading(() -> {
            if (destination instanceof Destination.ToRegistry registry) {
                return toRegistry(plan, registry.image(), events);
            }
            if (destination instanceof Destination.ToTar tar) {
                Digest digest = Saving.toTar(tar.file(), part -> SavedImage.of(own(plan), images, part, tar.image()));
                return built(plan, tar.image(), digest);
            }
            Destination.ToLayout layout = (Destination.ToLayout) destination;
            Digest digest =
                    Saving.toLayout(layout.folder(), part -> SavedImage.of(own(plan), images, part, layout.image()));
            return built(plan, layout.image(), digest);
        });
    }

    @Override
    public BaseImage open(Path made) {
        return LayoutLook.open(made, cache.resolve("images"));
    }

    @Override
    public void finish(Path made, Finish finish) {
        reading(() -> {
            new FinishedLayout(made, finish, packed(finish.layers())).write();
            return made;
        });
    }

    @Override
    public Built deliver(Path made, Destination destination, EventSink events) {
        return reading(() -> {
            LayoutImage found = LayoutImage.read(made);
            if (destination instanceof Destination.ToRegistry registry) {
                registries.check(registry.image().repository());
                new OwnPush(http, events).push(found, registry.image());
                return delivered(registry.image(), found.manifest().digest());
            }
            if (destination instanceof Destination.ToTar tar) {
                Digest digest = Saving.toTar(tar.file(), part -> SavedImage.of(found, part, tar.image()));
                return delivered(tar.image(), digest);
            }
            Destination.ToLayout layout = (Destination.ToLayout) destination;
            Digest digest = Saving.toLayout(layout.folder(), part -> SavedImage.of(found, part, layout.image()));
            return delivered(layout.image(), digest);
        });
    }

    private static Built delivered(ImageRef image, Digest digest) {
        return new Built(image.pinned(digest), digest, List.of());
    }

    /** Work on files. */
    private interface Work<T> {
        T done() throws IOException;
    }

    private static <T> T reading(Work<T> work) {
        try {
            return work.done();
        } catch (IOException e) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_FILE_UNREADABLE",
                            "a file of the image cannot be read or written: " + e.getMessage(),
                            "check that it exists, the rights on it, and the space on the disk"),
                    e);
        }
    }

    private Built toRegistry(ImagePlan plan, ImageRef image, EventSink events) throws IOException {
        registries.check(image.repository());
        OwnImage own = own(plan);
        new OwnPush(http, events).push(own, image);
        return built(plan, image, own.manifest().digest());
    }

    private OwnImage own(ImagePlan plan) throws IOException {
        return OwnImage.of(plan, plan.base().map(images::find), packed(plan.layers()));
    }

    private List<PackedLayer> packed(List<Layer> planned) throws IOException {
        List<PackedLayer> layers = new ArrayList<>();
        for (Layer layer : planned) {
            layers.add(ownLayers.of(layer));
        }
        return layers;
    }

    private static Built built(ImagePlan plan, ImageRef image, Digest digest) throws IOException {
        List<BuiltLayer> layers = new ArrayList<>();
        for (Layer layer : plan.layers()) {
            layers.add(built(layer));
        }
        return new Built(image.pinned(digest), digest, layers);
    }

    private static BuiltLayer built(Layer layer) throws IOException {
        int files = 0;
        long bytes = 0;
        for (Entry entry : layer.entries()) {
            if (entry.node() instanceof Node.File file) {
                files++;
                bytes += Files.size(file.content());
            }
        }
        return new BuiltLayer(layer.name(), files, bytes);
    }
}
