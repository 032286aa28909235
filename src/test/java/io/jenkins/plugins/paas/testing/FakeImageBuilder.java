package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.image.BaseImage;
import io.jenkins.plugins.paas.image.Finish;
import io.jenkins.plugins.paas.image.ImageConfig;
import io.jenkins.plugins.paas.image.ImageFiles;
import io.jenkins.plugins.paas.image.ImagePlan;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.image.Node;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Sha256;
import io.jenkins.plugins.paas.port.EventSink;
import io.jenkins.plugins.paas.port.ImageBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Makes no image, only its digest, and tells a {@link FakeRegistry} of it. A base whose name holds "missing" is not there. */
public final class FakeImageBuilder implements ImageBuilder {
    private final FakeRegistry registry;
    private final List<ImagePlan> built = new ArrayList<>();
    private final List<Finish> finished = new ArrayList<>();

    public FakeImageBuilder(FakeRegistry registry) {
        this.registry = registry;
    }

    /** The plans that were built, in order. */
    public synchronized List<ImagePlan> built() {
        return List.copyOf(built);
    }

    /** What was added to images that other tools made, in order. */
    public synchronized List<Finish> finished() {
        return List.copyOf(finished);
    }

    @Override
    public synchronized Built build(ImagePlan plan, Destination destination, EventSink events) {
        plan.base().filter(base -> base.contains("missing")).ifPresent(base -> {
            throw new PaasException(
                    Outcome.INVALID, Problem.of("E_BASE_IMAGE", "the base image " + base + " cannot be had", ""));
        });
        Digest digest = new Digest("sha256:" + Sha256.of(plan + contents(plan.layers())));
        built.add(plan);
        registry.label(digest, plan.config().labels());
        List<BuiltLayer> layers = plan.layers().stream()
                .map(layer -> new BuiltLayer(layer.name(), files(layer).size(), bytes(layer)))
                .toList();
        return deliver(digest, layers, destination);
    }

    @Override
    public BaseImage open(Path made) {
        return new BaseImage("made", ImageConfig.EMPTY, () -> new ImageFiles("made"));
    }

    @Override
    public synchronized void finish(Path made, Finish finish) {
        finished.add(finish);
        try {
            Files.writeString(
                    made.resolve("index.json"), finish + contents(finish.layers()), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized Built deliver(Path made, Destination destination, EventSink events) {
        Digest digest = new Digest("sha256:" + Sha256.of(text(made.resolve("index.json"))));
        return deliver(digest, List.of(), destination);
    }

    private Built deliver(Digest digest, List<BuiltLayer> layers, Destination destination) {
        if (destination instanceof Destination.ToRegistry to) {
            registry.push(to.image(), digest);
            return new Built(to.image().pinned(digest), digest, layers);
        }
        if (destination instanceof Destination.ToTar to) {
            write(to.file(), digest);
            return new Built(to.image().pinned(digest), digest, layers);
        }
        Destination.ToLayout to = (Destination.ToLayout) destination;
        write(to.folder().resolve("index.json"), digest);
        return new Built(to.image().pinned(digest), digest, layers);
    }

    private static String contents(List<Layer> layers) {
        return layers.stream()
                .flatMap(layer -> files(layer).stream())
                .map(FakeImageBuilder::text)
                .toList()
                .toString();
    }

    private static List<Path> files(Layer layer) {
        return layer.entries().stream()
                .map(ImagePlan.Entry::node)
                .filter(Node.File.class::isInstance)
                .map(node -> ((Node.File) node).content())
                .toList();
    }

    private static long bytes(Layer layer) {
        return files(layer).stream().mapToLong(file -> text(file).length()).sum();
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, Digest digest) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, digest.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
