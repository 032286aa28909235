package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.util.Optional;

/** Follows links, in folders as well as at the end of a path. */
final class Links {
    /** As many as Linux follows. */
    private static final int MOST = 40;

    private final Tree tree;
    private final Location at;
    private int followed;

    private Links(Tree tree, Location at) {
        this.tree = tree;
        this.at = at;
    }

    /**
     * Where a path really leads; what is not there yet stays as written.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_OUTSIDE_CONTEXT} for a link that leaves the tree, {@code
     *     E_COPY_SOURCE_MISSING} for links in a circle
     */
    static String follow(Tree tree, String path, Location at) {
        return new Links(tree, at).follow(path);
    }

    /** The same, but for a link at the end, which is what is asked for. */
    static String followFolders(Tree tree, String path, Location at) {
        return path.equals("/")
                ? path
                : ImageFolder.child(follow(tree, ImageFolder.parent(path), at), ImageFolder.name(path));
    }

    private String follow(String path) {
        String real = "/";
        for (String name : path.split("/", -1)) {
            if (!name.isEmpty()) {
                real = step(ImageFolder.child(real, name));
            }
        }
        return real;
    }

    private String step(String path) {
        Optional<Node> node = tree.at(path);
        if (node.isEmpty() || !(node.get() instanceof Node.Link link)) {
            return path;
        }
        if (++followed > MOST) {
            throw Failures.at(
                    at,
                    "E_COPY_SOURCE_MISSING",
                    "'" + path + "' of " + tree.description() + " links in a circle",
                    "remove the link, or make it lead to a file");
        }
        String target = tree.target(path, link.target())
                .orElseThrow(() -> Failures.outside(
                        at,
                        "'" + path.substring(1) + "' is a link to " + link.target() + ", out of "
                                + tree.description()));
        return follow(target);
    }
}
