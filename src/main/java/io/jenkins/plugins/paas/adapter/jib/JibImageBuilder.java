package io.jenkins.plugins.paas.adapter.jib;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.cache.CachedLayer;
import com.google.cloud.tools.jib.event.events.ProgressEvent;
import io.jenkins.plugins.paas.image.BaseImage;
import io.jenkins.plugins.paas.image.Finish;
import io.jenkins.plugins.paas.image.ImagePlan;
import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.image.Node;
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
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Builds images with Jib, without a daemon. */
public final class JibImageBuilder implements ImageBuilder {
    private static final String TOOL = "paas-deploy";

    private final RegistryAccess access;
    private final Path cache;
    private final LayerCache ownLayers;
    private final Backoff backoff;
    private final HttpRegistry registries;
    private final JibNames names;

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
        this.access = access;
        this.cache = cache;
        this.ownLayers = new LayerCache(cache.resolve("markers"), cache.resolve("layers"));
        this.backoff = backoff;
        this.registries = new HttpRegistry(access, backoff, 1);
        this.names = new JibNames(access, registries);
    }

    @Override
    public Built build(ImagePlan plan, Destination destination, EventSink events) {
        return reading(() -> {
            if (destination instanceof Destination.ToRegistry registry) {
                return toRegistry(plan, registry.image(), events);
            }
            if (destination instanceof Destination.ToTar tar) {
                Digest digest = Saving.toTar(tar.file(), part -> save(plan, part, tar.image(), events));
                return built(plan, tar.image(), digest);
            }
            Destination.ToLayout layout = (Destination.ToLayout) destination;
            Digest digest = Saving.toLayout(layout.folder(), part -> save(plan, part, layout.image(), events));
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
            List<CachedLayer> layers = layers(finish.layers()).stream()
                    .map(LayerCache.Kept::cached)
                    .toList();
            new FinishedLayout(made, finish, layers).write();
            return made;
        });
    }

    @Override
    public Built deliver(Path made, Destination destination, EventSink events) {
        return reading(() -> {
            LayoutImage found = LayoutImage.read(made);
            if (destination instanceof Destination.ToRegistry registry) {
                registries.check(registry.image().repository());
                new OwnPush(new RegistryHttp(access, backoff)).push(found, registry.image());
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
        String host = image.repository().host();
        // Jib goes on for a quarter of an hour with a registry that is not there; our own call says so at once.
        registries.check(image.repository());
        if (ConfigJson.needed(plan.config())) {
            OwnImage own = own(plan);
            new OwnPush(new RegistryHttp(access, backoff)).push(own, image);
            return built(plan, image, own.manifest().digest());
        }
        JibContainer made = run(plan, host, events, reference -> Containerizer.to(names.signedIn(reference)), image);
        return built(plan, image, new Digest(made.getDigest().toString()));
    }

    private SavedImage save(ImagePlan plan, Path part, ImageRef image, EventSink events) throws IOException {
        run(plan, "", events, name -> Containerizer.to(TarImage.at(part).named(name)), image);
        SavedImage saved = SavedImage.unpack(part, image);
        try {
            if (ConfigJson.needed(plan.config())) {
                saved.become(own(plan));
            }
            return saved;
        } catch (IOException | PaasException e) {
            saved.close();
            throw e;
        }
    }

    private OwnImage own(ImagePlan plan) throws IOException {
        RegistryImages images = new RegistryImages(access, cache.resolve("images"));
        List<CachedLayer> layers =
                layers(plan.layers()).stream().map(LayerCache.Kept::cached).toList();
        return OwnImage.of(plan, plan.base().map(images::find), layers);
    }

    /** Where Jib delivers. */
    private interface Delivery {
        Containerizer to(ImageReference name) throws InvalidImageReferenceException;
    }

    private JibContainer run(ImagePlan plan, String targetHost, EventSink events, Delivery delivery, ImageRef image)
            throws IOException {
        ImageReference base = plan.base().isPresent() ? names.base(plan.base().get()) : ImageReference.scratch();
        String baseHost = base.isScratch() ? "" : base.getRegistry();
        JibFailures failures = new JibFailures(access, baseHost, base.toString(), targetHost);
        List<FileEntriesLayer> layers =
                layers(plan.layers()).stream().map(LayerCache.Kept::known).toList();
        ImageReference name =
                JibNames.parse(image.repository() + ":" + image.tag().orElse("latest"));
        PushProgress progress = new PushProgress(events, "sending the image to " + image.repository());
        Tries tries = new Tries(backoff);
        while (true) {
            try {
                Optional<RegistryImage> from = base.isScratch() ? Optional.empty() : Optional.of(names.signedIn(base));
                return JibPlan.builder(plan, from, layers)
                        .containerize(settings(delivery.to(name), baseHost, targetHost, progress));
            } catch (InterruptedException e) {
                throw RegistryFailures.interrupted(targetHost, e);
            } catch (CacheDirectoryCreationException e) {
                throw new IOException("the cache folder " + cache + " cannot be made", e);
            } catch (RegistryException | ExecutionException | IOException | InvalidImageReferenceException e) {
                waitOrFail(e, failures, tries, targetHost);
            }
        }
    }

    private List<LayerCache.Kept> layers(List<Layer> planned) throws IOException {
        List<LayerCache.Kept> layers = new ArrayList<>();
        try {
            for (Layer layer : planned) {
                layers.add(ownLayers.of(layer));
            }
        } catch (CacheDirectoryCreationException e) {
            throw new IOException("the cache folder " + cache + " cannot be made", e);
        }
        return layers;
    }

    private static void waitOrFail(Exception failure, JibFailures failures, Tries tries, String host) {
        try {
            if (!JibFailures.passing(failure) || !tries.again(failure)) {
                throw failures.explained(failure);
            }
        } catch (InterruptedException e) {
            throw RegistryFailures.interrupted(host, e);
        }
    }

    private Containerizer settings(Containerizer to, String baseHost, String targetHost, PushProgress progress) {
        boolean insecure = access.insecure(baseHost) || access.insecure(targetHost);
        if (insecure) {
            // Jib asks for this property before it sends a password by HTTP. Only the platform's word gets us here.
            System.setProperty("sendCredentialsOverHttp", "true");
        }
        return to.setBaseImageLayersCache(cache.resolve("base"))
                .setApplicationLayersCache(cache.resolve("layers"))
                .setAllowInsecureRegistries(insecure)
                .setToolName(TOOL)
                .addEventHandler(ProgressEvent.class, progress::seen)
                .addEventHandler(LogEvent.class, progress::seen);
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
