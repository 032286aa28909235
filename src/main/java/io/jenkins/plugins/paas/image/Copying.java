package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.model.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Carries out one {@code COPY}. */
final class Copying {
    private static final int FOLDER_MODE = 0755;
    private static final int FILE_MODE = 0644;
    private static final int PROGRAM_MODE = 0755;
    private static final int DEEPEST = 200;

    private final ContextFiles context;
    private final String owner;
    private final OptionalInt mode;
    private final Location at;
    /** Sorted by target, so that the layer does not depend on the file system's order. */
    private final Map<String, Entry> entries = new TreeMap<>();

    private Copying(ContextFiles context, String owner, OptionalInt mode, Location at) {
        this.context = context;
        this.owner = owner;
        this.mode = mode;
        this.at = at;
    }

    /**
     * The layer that a {@code COPY} makes.
     *
     * @param sources as written, variables filled in
     * @param target as written, variables filled in
     */
    static Layer layer(
            ContextFiles context,
            List<String> sources,
            String target,
            String workdir,
            String owner,
            OptionalInt mode,
            Location at) {
        Copying copying = new Copying(context, owner, mode, at);
        List<Path> files = sources.stream()
                .flatMap(source -> context.matching(source, at).stream())
                .toList();
        boolean folder = target.endsWith("/") || target.equals(".") || target.endsWith("/.") || target.equals("..");
        if (files.size() > 1 && !folder) {
            throw Failures.syntax(at, "several files are copied to '" + target + "'", "end the target with '/'");
        }
        String resolved = ImageFolder.resolve(workdir, target);
        ImageFolder.refuseForeign(resolved, at);
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                copying.folder(file, resolved, 0);
            } else {
                String name = file.getFileName().toString();
                copying.file(file, folder ? ImageFolder.child(resolved, name) : resolved);
            }
        }
        return new Layer(name(sources), List.copyOf(copying.entries.values()));
    }

    /** For people: the last name of the first source. */
    private static String name(List<String> sources) {
        Path first = Path.of("/").resolve(sources.get(0)).normalize();
        return first.getFileName() == null ? "context" : first.getFileName().toString();
    }

    private void folder(Path folder, String target, int depth) {
        if (depth > DEEPEST) {
            throw Failures.outside(
                    at, "'" + folder + "' is nested more than " + DEEPEST + " deep, or links in a circle");
        }
        if (!target.equals("/")) {
            put(new Entry(folder, target, mode.orElse(FOLDER_MODE), owner, FileTimes.FIXED));
        }
        for (Path child : context.children(folder)) {
            context.inside(child, at);
            String name = ImageFolder.child(target, child.getFileName().toString());
            if (Files.isDirectory(child)) {
                folder(child, name, depth + 1);
            } else {
                file(child, name);
            }
        }
    }

    private void file(Path file, String target) {
        ImageFolder.refuseForeign(target, at);
        if (!Files.isRegularFile(file)) {
            throw Failures.unsupported(
                    at,
                    "'" + file + "' is neither a file nor a folder",
                    "remove it; pipes and devices cannot be copied");
        }
        put(new Entry(file, target, mode.orElseGet(() -> modeOf(file)), owner, FileTimes.FIXED));
    }

    private void put(Entry entry) {
        entries.put(entry.target(), entry);
    }

    /** Only whether it is a program counts: the rest comes from the umask of whoever checked the files out. */
    private static int modeOf(Path file) {
        try {
            boolean program = file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
            return program ? PROGRAM_MODE : FILE_MODE;
        } catch (IOException e) {
            throw Failures.unreadable(file, e);
        }
    }
}
