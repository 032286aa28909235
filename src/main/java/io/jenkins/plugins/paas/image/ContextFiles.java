package io.jenkins.plugins.paas.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The build context: the files of one folder, with no way out of it, neither by {@code ..} nor by links. */
final class ContextFiles implements BuildContext {
    private static final String IGNORE = ".dockerignore";

    private final Path root;
    private final IgnoreRules ignored;
    private final Optional<Laid> laid;

    private ContextFiles(Path root, IgnoreRules ignored) {
        this(root, ignored, Optional.empty());
    }

    private ContextFiles(Path root, IgnoreRules ignored, Optional<Laid> laid) {
        this.root = root;
        this.ignored = ignored;
        this.laid = laid;
    }

    /** A folder that lies elsewhere, and covers what has its name. */
    private record Laid(String name, Path folder) {
        Optional<Path> file(String path) {
            String own = "/" + name;
            return (path + "/").startsWith(own + "/")
                    ? Optional.of(folder.resolve(path.substring(Math.min(path.length(), own.length() + 1))))
                    : Optional.empty();
        }
    }

    /** The same with a folder of this name that lies elsewhere; the App's own folder is never written to. */
    ContextFiles with(String name, Path folder) {
        return new ContextFiles(root, ignored, Optional.of(new Laid(name, folder)));
    }

    /** All files of a folder. */
    static ContextFiles all(Path root) {
        return new ContextFiles(root, IgnoreRules.NONE);
    }

    /**
     * The files of a folder that its ignore file leaves.
     *
     * @param dockerfile the file that is built; one beside it with {@code .dockerignore} after its name comes first
     */
    static ContextFiles of(Path root, Path dockerfile) {
        Optional<Path> found = ignoreFile(root, dockerfile);
        if (found.isEmpty()) {
            return all(root);
        }
        Path ignore = found.get();
        try {
            String text = new String(Files.readAllBytes(ignore), StandardCharsets.UTF_8);
            return new ContextFiles(
                    root, IgnoreRules.parse(root.relativize(ignore).toString(), text));
        } catch (IOException e) {
            throw Failures.unreadable(ignore, e);
        }
    }

    /** The file that says what is left out; one that lies in the folder. */
    static Optional<Path> ignoreFile(Path root, Path dockerfile) {
        Path own = dockerfile.resolveSibling(dockerfile.getFileName() + IGNORE);
        Path ignore = Files.isRegularFile(own) ? own : root.resolve(IGNORE);
        if (!Files.isRegularFile(ignore)) {
            return Optional.empty();
        }
        Artifacts.inside(root, ignore);
        return Optional.of(ignore);
    }

    @Override
    public IgnoreRules ignored() {
        return ignored;
    }

    private Path file(String path) {
        return laid.flatMap(other -> other.file(path)).orElseGet(() -> root.resolve(path.substring(1)));
    }

    @Override
    public Optional<Node> at(String path) {
        Path file;
        try {
            file = file(path);
        } catch (InvalidPathException e) {
            if (path.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(path)) {
                // Java runs without UTF-8: the file may well be there.
                throw e;
            }
            return Optional.empty();
        }
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (path.equals("/") || attributes.isDirectory()) {
                return Optional.of(new Node.Folder(Modes.of(file), Owner.ROOT));
            }
            if (attributes.isSymbolicLink()) {
                return Optional.of(
                        new Node.Link(Owner.ROOT, Files.readSymbolicLink(file).toString()));
            }
            // A pipe or a device would never end.
            return attributes.isRegularFile()
                    ? Optional.of(new Node.File(Modes.of(file), Owner.ROOT, file))
                    : Optional.empty();
        } catch (IOException e) {
            throw Failures.unreadable(file, e);
        }
    }

    @Override
    public List<String> names(String folder) {
        Path path = file(folder);
        try (Stream<Path> children = Files.list(path)) {
            Stream<String> own = children.map(child -> child.getFileName().toString());
            Stream<String> more = folder.equals("/") ? laid.stream().map(Laid::name) : Stream.empty();
            return Stream.concat(own, more).distinct().sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw Failures.unreadable(path, e instanceof IOException io ? io : new IOException(e));
        }
    }

    /** An absolute link means something else in the image than here. */
    @Override
    public Optional<String> target(String link, String written) {
        String folder = ImageFolder.parent(link);
        return written.startsWith("/") || ImageFolder.climbsOut(folder, written)
                ? Optional.empty()
                : Optional.of(ImageFolder.resolve(folder, written));
    }

    @Override
    public String description() {
        return "the build context " + root;
    }
}
