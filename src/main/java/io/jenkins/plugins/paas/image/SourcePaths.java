package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.PaasException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what a source of {@code COPY} names. */
final class SourcePaths {
    private final Tree tree;
    private final IgnoreRules ignored;
    private final boolean deep;
    private final Location at;

    /**
     * Finds in a tree.
     *
     * @param deep whether two stars stand for folders in folders, as they do with {@code --parents}
     */
    SourcePaths(Tree tree, IgnoreRules ignored, boolean deep, Location at) {
        this.tree = tree;
        this.ignored = ignored;
        this.deep = deep;
        this.at = at;
    }

    /**
     * Something to copy.
     *
     * @param path where it stands; none of its folders is a link, but it may be one itself
     * @param named the same by the names that were written, from the tree's root, or from the {@code .} in the middle that
     *     says where names that are kept begin
     */
    record Found(String path, String named) {}

    /** What a source names, sorted; nothing only for a pattern. */
    List<Found> of(String source) {
        if (!(tree instanceof ImageFiles) && ImageFolder.climbsOut("/", source)) {
            throw Failures.outside(at, "'" + source + "' leaves " + tree.description());
        }
        int pivot = source.indexOf("/./");
        String clean = ImageFolder.resolve("/", source);
        int skipped = pivot < 0 ? 0 : depth(ImageFolder.resolve("/", source.substring(0, pivot)));
        List<Found> found = List.of(new Found("/", "/"));
        String[] names = clean.substring(1).split("/", -1);
        for (int i = 0; i < names.length; i++) {
            boolean named = i >= skipped;
            if (deep && names[i].equals("**") && i < names.length - 1) {
                found = found.stream()
                        .flatMap(folder -> within(folder, named))
                        .distinct()
                        .toList();
            } else if (!names[i].isEmpty()) {
                found = step(found, names[i], named);
            }
        }
        boolean pattern = GlobSyntax.has(clean);
        List<Found> kept = found.stream().filter(this::kept).toList();
        if (kept.isEmpty() && !pattern) {
            throw missing(source, clean, !found.isEmpty());
        }
        return kept;
    }

    private static int depth(String path) {
        return path.equals("/") ? 0 : path.split("/", -1).length - 1;
    }

    private List<Found> step(List<Found> folders, String name, boolean kept) {
        Optional<Glob> glob = GlobSyntax.has(name) ? Optional.of(GlobSyntax.name(name, at)) : Optional.empty();
        List<Found> found = new ArrayList<>();
        for (Found folder : folders) {
            String real = Links.follow(tree, folder.path(), at);
            if (tree.at(real).filter(Node.Folder.class::isInstance).isEmpty()) {
                continue;
            }
            List<String> names = glob.map(pattern ->
                            tree.names(real).stream().filter(pattern::matches).toList())
                    .orElse(List.of(name));
            for (String each : names) {
                String path = ImageFolder.child(real, each);
                if (tree.at(path).isPresent()) {
                    found.add(new Found(path, kept ? ImageFolder.child(folder.named(), each) : folder.named()));
                }
            }
        }
        return found;
    }

    /** A folder and all folders in it. */
    private Stream<Found> within(Found folder, boolean kept) {
        if (tree.at(folder.path()).filter(Node.Folder.class::isInstance).isEmpty()
                || ignored.ignoresAllOf(folder.path().substring(1))) {
            return Stream.empty();
        }
        Stream<Found> below = tree.names(folder.path()).stream()
                .map(name -> new Found(
                        ImageFolder.child(folder.path(), name),
                        kept ? ImageFolder.child(folder.named(), name) : folder.named()))
                .flatMap(each -> within(each, kept));
        return Stream.concat(Stream.of(folder), below);
    }

    private boolean kept(Found found) {
        String path = found.path().substring(1);
        boolean folder =
                tree.at(found.path()).filter(Node.Folder.class::isInstance).isPresent();
        return path.isEmpty() || !(folder ? ignored.ignoresAllOf(path) : ignored.ignores(path));
    }

    PaasException missing(String source, String clean, boolean left) {
        if (left) {
            return Failures.at(
                    at,
                    "E_COPY_SOURCE_MISSING",
                    "'" + source + "' is left out by the .dockerignore file",
                    "add a line !" + clean.substring(1) + " to it");
        }
        String folder = ImageFolder.parent(clean);
        Optional<String> near =
                tree.at(folder).filter(Node.Folder.class::isInstance).isPresent()
                        ? Nearest.to(ImageFolder.name(clean), tree.names(folder))
                        : Optional.empty();
        return Failures.at(
                at,
                "E_COPY_SOURCE_MISSING",
                "'" + source + "' is not in " + tree.description(),
                near.map(name -> "did you mean '"
                                + ImageFolder.child(folder, name).substring(1) + "'?")
                        .orElse("check the name, and that build.command makes it"));
    }
}
