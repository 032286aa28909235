package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.SourcePaths.Found;
import io.jenkins.plugins.paas.model.Location;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Copies files and folders into a stage.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#copy">Dockerfile reference, COPY</a>
 */
final class Copying {
    private final Order order;
    private final Writing to;
    private final Tree from;
    private final Location at;

    /**
     * How to copy.
     *
     * @param from what is copied from
     * @param ignored what an ignore file leaves out
     * @param excluded what {@code --exclude} leaves out
     * @param owner of everything; nothing keeps the owners of the source
     * @param mode of everything; nothing keeps the modes of the source
     * @param parents whether the folders of the source are made again in the target
     * @param unpacking unpacks archives, for {@code ADD}
     * @param at where the instruction's first source stands
     */
    record Order(
            Tree from,
            IgnoreRules ignored,
            IgnoreRules excluded,
            Optional<Owner> owner,
            Optional<Chmod> mode,
            boolean parents,
            Optional<Unpacking> unpacking,
            Location at) {
        Owner folders() {
            return owner.orElse(Owner.ROOT);
        }
    }

    Copying(Order order, Writing to) {
        this.order = order;
        this.to = to;
        this.from = order.from();
        this.at = order.at();
    }

    /**
     * Copies one source.
     *
     * @param target without links, and a folder if {@code into}
     * @param into whether a file goes into the target, not in its place
     */
    void copy(Found source, String target, boolean into) {
        String real = Links.follow(from, source.path(), at);
        Node node = from.at(real).orElseThrow(() -> dangling(source.path()));
        String name = ImageFolder.name(source.path());
        if (order.parents()) {
            String folder = node instanceof Node.Folder ? source.named() : ImageFolder.parent(source.named());
            copyInto(node, real, name, parents(source, folder, target), true);
        } else {
            copyInto(node, real, name, target, into);
        }
    }

    private void copyInto(Node node, String real, String name, String target, boolean into) {
        if (node instanceof Node.Folder) {
            to.folders(target, order.folders(), at);
            children(real, target, "");
        } else if (order.excluded().ignores(name)) {
            return;
        } else if (node instanceof Node.File file
                && order.unpacking().isPresent()
                && order.unpacking().get().unpack(file.content(), target, order.folders(), to)) {
            return;
        } else {
            to.put(into ? ImageFolder.child(target, name) : target, wanted(node), order.folders(), at);
        }
    }

    /** Makes the folders of the source's name again, as they are there; returns the last one. */
    private String parents(Found source, String named, String target) {
        to.folders(target, order.folders(), at);
        Deque<Node> folders = new ArrayDeque<>();
        String original = named.equals(source.named()) ? source.path() : ImageFolder.parent(source.path());
        String[] names = named.equals("/") ? new String[0] : named.substring(1).split("/", -1);
        for (int i = 0; i < names.length; i++) {
            // Where a link stood in the name, there may be fewer folders than names.
            folders.addFirst(
                    from.at(original).filter(Node.Folder.class::isInstance).orElse(Node.Folder.USUAL));
            original = ImageFolder.parent(original);
        }
        String made = target;
        for (String name : names) {
            made = to.put(ImageFolder.child(made, name), wanted(folders.removeFirst()), order.folders(), at);
        }
        return made;
    }

    private void children(String folder, String target, String below) {
        for (String name : from.names(folder)) {
            String path = ImageFolder.child(folder, name);
            String relative = below.isEmpty() ? name : below + "/" + name;
            boolean left = order.ignored().ignores(path.substring(1))
                    || order.excluded().ignores(relative);
            Optional<Node> found = from.at(path);
            if (left && found.isEmpty()) {
                continue;
            }
            Node node = found.orElseThrow(() -> Failures.unsupported(
                    at,
                    "'" + path.substring(1) + "' is neither a file nor a folder",
                    "remove it, or leave it out by .dockerignore; pipes and devices cannot be copied"));
            if (node instanceof Node.Folder) {
                folder(path, node, ImageFolder.child(target, name), relative, left);
            } else if (!left) {
                if (node instanceof Node.Link link) {
                    refuseLeaving(path, link);
                }
                to.put(ImageFolder.child(target, name), wanted(node), order.folders(), at);
            }
        }
    }

    private void folder(String path, Node node, String target, String relative, boolean left) {
        if (!left) {
            children(path, to.put(target, wanted(node), order.folders(), at), relative);
        } else if (!order.ignored().ignoresAllOf(path.substring(1))
                && !order.excluded().ignoresAllOf(relative)) {
            // Made only once something in it turns out to be kept.
            children(path, target, relative);
        }
    }

    private void refuseLeaving(String path, Node.Link link) {
        if (from.target(path, link.target()).isEmpty()) {
            throw Failures.outside(
                    at, "'" + path.substring(1) + "' is a link to " + link.target() + ", out of " + from.description());
        }
    }

    private Node wanted(Node node) {
        Node owned = order.owner().map(node::ownedBy).orElse(node);
        if (order.mode().isEmpty()) {
            return owned;
        }
        Chmod chmod = order.mode().get();
        if (owned instanceof Node.Folder folder) {
            return new Node.Folder(chmod.of(folder.mode(), true), folder.owner());
        }
        return owned instanceof Node.File file
                ? new Node.File(chmod.of(file.mode(), false), file.owner(), file.content(), file.attributes())
                : owned;
    }

    private RuntimeException dangling(String path) {
        return Failures.at(
                at,
                "E_COPY_SOURCE_MISSING",
                "'" + path.substring(1) + "' of " + from.description() + " is a link to nowhere",
                "remove it, or make what it points to");
    }
}
