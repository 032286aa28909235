package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** The files that a Dockerfile may copy: those of one folder, with no way out of it, neither by {@code ..} nor by links. */
final class ContextFiles {
    private final Path root;
    private final Path realRoot;

    ContextFiles(Path root) {
        this.root = root;
        try {
            this.realRoot = root.toRealPath();
        } catch (IOException e) {
            throw Failures.unreadable(root, e);
        }
    }

    /** What a source of {@code COPY} names, sorted; never empty. */
    List<Path> matching(String source, Location at) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : source.split("/", -1)) {
            if (name.equals("..")) {
                if (names.isEmpty()) {
                    throw Failures.outside(at, "'" + source + "' leaves the build context");
                }
                names.removeLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        List<Path> found = List.of(root);
        for (String name : names) {
            found = Glob.has(name) ? globbed(found, Glob.of(name, at)) : plain(found, name);
        }
        if (found.isEmpty()) {
            throw Failures.at(
                    at,
                    "E_COPY_SOURCE_MISSING",
                    "'" + source + "' is not in the build context " + root,
                    "check the name, and that build.command makes it");
        }
        found.forEach(each -> inside(each, at));
        return found;
    }

    private List<Path> plain(List<Path> folders, String name) {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders) {
            Path path = folder.resolve(name);
            if (Files.exists(path) || Files.isSymbolicLink(path)) {
                found.add(path);
            }
        }
        return found;
    }

    private List<Path> globbed(List<Path> folders, Glob glob) {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                for (Path child : children(folder)) {
                    if (glob.matches(child.getFileName().toString())) {
                        found.add(child);
                    }
                }
            }
        }
        return found;
    }

    /** A folder's files and folders, sorted by name. */
    List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted(
                            Comparator.comparing(child -> child.getFileName().toString()))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw Failures.unreadable(folder, e instanceof IOException io ? io : new IOException(e));
        }
    }

    /** Refuses links that lead out, and those that lead nowhere. */
    void inside(Path path, Location at) {
        try {
            if (!path.toRealPath().startsWith(realRoot)) {
                throw Failures.outside(at, "'" + root.relativize(path) + "' is a link that leaves the build context");
            }
        } catch (IOException e) {
            throw Failures.at(
                    at,
                    "E_COPY_SOURCE_MISSING",
                    "'" + root.relativize(path) + "' is a link to nowhere or in a circle",
                    "remove it, or make what it points to");
        }
    }
}
