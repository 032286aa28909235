package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.PaasException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Unpacks local archives for {@code ADD}. Contents go into numbered files of the stage folder, so that no name in an archive
 * ever names a file of this machine.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#add">Dockerfile reference, ADD</a>
 */
final class Unpacking {
    private final StageFolder stage;
    private final boolean bare;
    private final Location at;
    private boolean whole = true;

    /**
     * Unpacks into a stage.
     *
     * @param bare whether somebody else does it in the end, who can unpack more than we can
     */
    Unpacking(StageFolder stage, boolean bare, Location at) {
        this.stage = stage;
        this.bare = bare;
        this.at = at;
    }

    /** Whether what was in all archives is known. */
    boolean whole() {
        return whole;
    }

    /**
     * Unpacks a file into a folder of the image.
     *
     * @param owner of the folder, when it has to be made
     * @return whether it was an archive
     */
    boolean unpack(Path file, String target, Owner owner, Writing to) {
        try {
            Optional<Archive> archive = Archive.of(file);
            if (archive.isEmpty()) {
                return false;
            }
            if (!archive.get().readable() && bare) {
                whole = false;
                return true;
            }
            if (!archive.get().readable()) {
                String packing = archive.get().packing().name().toLowerCase(Locale.ROOT);
                throw Failures.unsupported(
                        at,
                        "'" + file.getFileName() + "' is packed by " + packing + ", which ADD cannot unpack here",
                        "pack it with gzip, or use COPY to copy it as it is");
            }
            Path contents = contents(file, archive.get());
            new Extraction(file, contents, target, owner, to).run(archive.get());
            return true;
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private Path contents(Path file, Archive archive) throws IOException {
        return stage.fill(List.of("tar-1", FileHash.of(file)), folder -> {
            try (InputStream content = archive.open()) {
                TarReader reader = new TarReader(content);
                TarLimits limits = new TarLimits();
                for (Optional<TarEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                    int count = limits.count(entry.get());
                    if (entry.get().file() && !entry.get().folder()) {
                        Files.copy(reader.content(), folder.resolve(String.valueOf(count)));
                    }
                }
            }
        });
    }

    private PaasException damaged(Path file, IOException cause) {
        return Failures.at(
                at,
                "E_ARCHIVE_REFUSED",
                "the archive '" + file.getFileName() + "' cannot be unpacked: " + cause.getMessage(),
                "make it anew, or use COPY to copy it as it is");
    }

    /** One archive on its way into one folder. */
    private final class Extraction {
        private final Path file;
        private final Path contents;
        private final String target;
        private final Owner owner;
        private final Writing to;
        /** What the archive itself put where, by names from its root. */
        private final Map<String, Node> own = new HashMap<>();

        Extraction(Path file, Path contents, String target, Owner owner, Writing to) {
            this.file = file;
            this.contents = contents;
            this.target = target;
            this.owner = owner;
            this.to = to;
        }

        void run(Archive archive) throws IOException {
            to.folders(target, owner, at);
            try (InputStream content = archive.open()) {
                TarReader reader = new TarReader(content);
                int count = 0;
                for (Optional<TarEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                    put(entry.get(), contents.resolve(String.valueOf(++count)));
                }
            }
        }

        private void put(TarEntry entry, Path content) {
            String name = inside(entry.name(), entry);
            for (String above = ImageFolder.parent(name); !above.equals("/"); above = ImageFolder.parent(above)) {
                if (own.get(above) instanceof Node.Link) {
                    throw refused(entry, "goes through a link of the archive");
                }
            }
            Node node = node(entry, name, content);
            own.put(name, node);
            String path = ImageFolder.resolve("/", target + name);
            if (path.equals(target) && node instanceof Node.Folder) {
                to.put(target, node, owner, at);
            } else {
                to.put(path, node, Owner.ROOT, at);
            }
        }

        private Node node(TarEntry entry, String name, Path content) {
            Owner by = owner(entry);
            if (entry.folder()) {
                return new Node.Folder(entry.mode(), by);
            }
            if (entry.file()) {
                return new Node.File(entry.mode(), by, content, entry.attributes());
            }
            return switch (entry.type()) {
                case '1' ->
                    Optional.ofNullable(own.get(inside(entry.link(), entry)))
                            .filter(node -> !(node instanceof Node.Folder))
                            .orElseThrow(() ->
                                    refused(entry, "is a link to '" + entry.link() + "', which is not before it"));
                case '2' -> link(entry, name, by);
                case '3', '4', '6' -> throw refused(entry, "is a device or a pipe");
                default -> throw refused(entry, "is of an unknown kind");
            };
        }

        private Node link(TarEntry entry, String name, Owner by) {
            // An archive that is unpacked into the root is a whole system, whose absolute links stay within it.
            boolean out = entry.link().startsWith("/")
                    ? !target.equals("/")
                    : ImageFolder.climbsOut(ImageFolder.parent(name), entry.link());
            if (out) {
                throw refused(entry, "is a link to '" + entry.link() + "', out of the archive");
            }
            return new Node.Link(by, entry.link());
        }

        private Owner owner(TarEntry entry) {
            if (entry.user() < 0
                    || entry.user() > Owner.LARGEST
                    || entry.group() < 0
                    || entry.group() > Owner.LARGEST) {
                throw refused(entry, "belongs to a user that cannot be");
            }
            return new Owner(entry.user(), entry.group());
        }

        /** A name of the archive, seen from its root. */
        private String inside(String name, TarEntry entry) {
            if (name.startsWith("/")) {
                throw refused(entry, "has an absolute name");
            }
            if (name.isEmpty()
                    || name.indexOf(0) >= 0
                    || List.of(name.split("/", -1)).contains("..")) {
                throw refused(entry, "has a name that leads out of the archive");
            }
            return ImageFolder.resolve("/", name);
        }

        private PaasException refused(TarEntry entry, String what) {
            return Failures.at(
                    at,
                    "E_ARCHIVE_REFUSED",
                    "'" + entry.name() + "' of the archive '" + file.getFileName() + "' " + what,
                    "make the archive without it");
        }
    }
}
