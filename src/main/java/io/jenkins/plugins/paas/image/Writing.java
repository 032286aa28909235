package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.model.Location;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Writes to the files of a stage and remembers what was written, which becomes a layer. */
final class Writing {
    private static final int FOLDER_MODE = 0755;

    private final ImageFiles files;
    /** Sorted, so that the layer does not depend on the order of writing, and folders come before what is in them. */
    private final SortedSet<String> written = new TreeSet<>();

    Writing(ImageFiles files) {
        this.files = files;
    }

    ImageFiles files() {
        return files;
    }

    /** Makes a folder and those above it, as far as they are missing; returns its path without links. */
    String folders(String path, Owner owner, Location at) {
        String real = Links.follow(files, path, at);
        Optional<Node> there = files.at(real);
        if (there.isPresent()) {
            if (!(there.get() instanceof Node.Folder)) {
                throw Failures.syntax(at, "'" + real + "' is a file, no folder", "choose another target");
            }
            return real;
        }
        folders(ImageFolder.parent(real), owner, at);
        set(real, new Node.Folder(FOLDER_MODE, owner), at);
        return real;
    }

    /**
     * Puts something at a path and makes the folders above it; returns the path without links.
     *
     * @param owner of folders that are made
     */
    String put(String path, Node node, Owner owner, Location at) {
        if (path.equals("/")) {
            if (node instanceof Node.Folder) {
                return path;
            }
            throw Failures.syntax(at, "the target '/' is a folder", "name a file, or end the target with '/'");
        }
        String folder = folders(ImageFolder.parent(path), owner, at);
        String own = ImageFolder.child(folder, ImageFolder.name(path));
        // A folder that is put where a link to one stands goes where the link leads: so /lib stays a link to /usr/lib.
        String real = node instanceof Node.Folder ? Links.follow(files, own, at) : own;
        boolean folderThere =
                files.at(real).filter(Node.Folder.class::isInstance).isPresent();
        boolean otherThere = files.at(real).isPresent() && !folderThere;
        if (node instanceof Node.Folder ? otherThere : folderThere) {
            String what = folderThere ? "a folder, and a file" : "a file, and a folder";
            throw Failures.syntax(at, "'" + real + "' is " + what + " cannot take its place", "choose another target");
        }
        set(real, node, at);
        return real;
    }

    /**
     * Lets nothing of a folder be seen that layers below have in it.
     *
     * @param folder a path without links
     * @param nothing a file without content
     */
    void hideBelow(String folder, Node nothing) {
        write(ImageFolder.child(folder, Whiteout.ALL), nothing);
    }

    private void set(String path, Node node, Location at) {
        if (Whiteout.is(path)) {
            throw Failures.unsupported(
                    at,
                    "the name of '" + path + "' begins with " + Whiteout.PREFIX + ", by which a layer takes files away",
                    "give it another name, or leave it out by .dockerignore");
        }
        write(path, node);
    }

    private void write(String path, Node node) {
        files.put(path, node);
        written.add(path);
    }

    /** What was written since it began; nothing when that is nothing. */
    Optional<Layer> layer(String name) {
        List<Entry> entries = written.stream()
                .map(path -> files.at(path).map(node -> new Entry(path, node, FileTimes.FIXED)).stream())
                .flatMap(entry -> entry)
                .toList();
        return entries.isEmpty() ? Optional.empty() : Optional.of(new Layer(name, entries));
    }
}
