package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.image.FileHash;
import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Names the files of a layer by the layer's content. Jib knows a cached layer again by the paths and times of its files
 * alone; but two checkouts, one after the other in one folder, may have the same paths and times and other content. With
 * the content's hash in the path a cached layer is taken only for the same content, and then from any checkout.
 */
final class LayerSources {
    private final Path folder;

    /** Sources named in links that lie in {@code folder}. */
    LayerSources(Path folder) {
        this.folder = folder;
    }

    /** The layer, with the same files under other names. */
    Layer named(Layer layer) throws IOException {
        if (layer.entries().isEmpty()) {
            return layer;
        }
        Path root = root(layer);
        Path link = folder.resolve(hash(layer));
        try {
            point(link, root);
        } catch (IOException | UnsupportedOperationException e) {
            // Some systems let nobody make links. Then only paths and times tell layers apart, as usual with Jib.
            return layer;
        }
        List<Entry> renamed = layer.entries().stream()
                .map(entry -> new Entry(
                        link.resolve(root.relativize(absolute(entry.source()))),
                        entry.target(),
                        entry.mode(),
                        entry.owner(),
                        entry.modified()))
                .toList();
        return new Layer(layer.name(), renamed);
    }

    private void point(Path link, Path root) throws IOException {
        if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(root)) {
            return;
        }
        Files.createDirectories(folder);
        // Made aside and renamed, because another build may be reading through the old one; both show the same content.
        Path part = folder.resolve(link.getFileName() + ".part-"
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().getId());
        Files.deleteIfExists(part);
        Files.createSymbolicLink(part, root);
        Files.move(part, link, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String hash(Layer layer) throws IOException {
        List<String> parts = new ArrayList<>();
        for (Entry entry : layer.entries()) {
            parts.add(entry.target());
            parts.add(entry.mode() + " " + entry.owner() + " " + entry.modified());
            parts.add(Files.isDirectory(entry.source()) ? "folder" : FileHash.of(entry.source()));
        }
        return Sha256.ofParts(parts);
    }

    /** The folder that all files lie in. */
    private static Path root(Layer layer) {
        Path root = parent(layer.entries().get(0));
        for (Entry entry : layer.entries()) {
            Path parent = parent(entry);
            while (!parent.startsWith(root)) {
                root = orRoot(root.getParent(), root);
            }
        }
        return root;
    }

    private static Path parent(Entry entry) {
        Path source = absolute(entry.source());
        return orRoot(source.getParent(), source);
    }

    private static Path absolute(Path source) {
        return source.toAbsolutePath().normalize();
    }

    private static Path orRoot(@org.jspecify.annotations.Nullable Path path, Path otherwise) {
        return path == null ? otherwise : path;
    }
}
