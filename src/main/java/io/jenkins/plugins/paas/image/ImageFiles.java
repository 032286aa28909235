package io.jenkins.plugins.paas.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The files of an image or of a stage. Links in it lead to places within it, as they do in a container. */
public final class ImageFiles implements Tree {
    private final SortedMap<String, Node> nodes = new TreeMap<>();
    private final Map<String, SortedSet<String>> names = new HashMap<>();
    private final List<Contents> contents = new ArrayList<>();
    private final String description;

    /** Brings the contents of files here. */
    interface Contents {
        void bring() throws IOException;
    }

    /**
     * An image without a file.
     *
     * @param description for messages, such as {@code the image alpine:3.20}
     */
    public ImageFiles(String description) {
        this.description = description;
    }

    /** A copy under another description, so that a stage changes nothing of what it starts from. */
    ImageFiles copy(String described) {
        ImageFiles copy = new ImageFiles(described);
        copy.nodes.putAll(nodes);
        copy.contents.addAll(contents);
        names.forEach((folder, children) -> copy.names.put(folder, new TreeSet<>(children)));
        return copy;
    }

    /** The contents of some files are not here until this was carried out. */
    void whenContentsAreNeeded(Contents bringing) {
        contents.add(bringing);
    }

    /** Makes sure that the contents of all files are here. */
    void bringContents() throws IOException {
        for (Contents each : contents) {
            each.bring();
        }
        contents.clear();
    }

    /**
     * Puts something at a path; what stood there is gone, unless both are folders. Folders that are missing above it are made.
     *
     * @param path absolute, without {@code .} and {@code ..}
     */
    public void put(String path, Node node) {
        if (path.equals("/")) {
            return;
        }
        if (!(node instanceof Node.Folder)) {
            remove(path);
        }
        String parent = ImageFolder.parent(path);
        if (!parent.equals("/") && !(nodes.get(parent) instanceof Node.Folder)) {
            remove(parent);
            put(parent, Node.Folder.USUAL);
        }
        nodes.put(path, node);
        names.computeIfAbsent(parent, key -> new TreeSet<>()).add(ImageFolder.name(path));
    }

    /** Removes what stands at a path, with all that is in it. */
    public void remove(String path) {
        for (String name : names(path)) {
            remove(ImageFolder.child(path, name));
        }
        names.remove(path);
        if (nodes.remove(path) != null) {
            names.getOrDefault(ImageFolder.parent(path), new TreeSet<>()).remove(ImageFolder.name(path));
        }
    }

    /** All paths with what stands there, sorted, so that folders come before what is in them. */
    public SortedMap<String, Node> all() {
        return Collections.unmodifiableSortedMap(nodes);
    }

    @Override
    public Optional<Node> at(String path) {
        return path.equals("/") ? Optional.of(Node.Folder.USUAL) : Optional.ofNullable(nodes.get(path));
    }

    @Override
    public List<String> names(String folder) {
        return List.copyOf(names.getOrDefault(folder, new TreeSet<>()));
    }

    @Override
    public Optional<String> target(String link, String written) {
        return Optional.of(ImageFolder.resolve(ImageFolder.parent(link), written));
    }

    @Override
    public String description() {
        return description;
    }
}
