package io.jenkins.plugins.paas.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files of base images' layers, kept on this machine by the layers' digests: what is in a layer in one folder, its
 * contents in another, made only when something is copied out of the image. Contents are numbered files, so that no name in a
 * layer names a file of this machine. What turns out to be broken is made anew.
 */
public final class LayerFiles {
    private static final String LIST = "list";
    private static final String BLOB = "blob";

    /** More than the layers of all bases of a machine's builds. */
    private static final int LISTS_KEPT = 500;

    /** Contents are large. More than the images that all builds at once on one machine copy from. */
    private static final int CONTENTS_KEPT = 100;

    /** Read for the numbers of users, without the contents of all else. */
    private static final Set<String> ACCOUNTS = Set.of("/etc/passwd", "/etc/group");

    private final StageFolder lists;
    private final StageFolder contents;

    /**
     * Layers kept in a folder.
     *
     * @param cache a folder of the user's own; several builds may use it at once
     */
    public LayerFiles(Path cache) {
        this.lists = new StageFolder(cache.resolve("lists"), LISTS_KEPT);
        this.contents = new StageFolder(cache.resolve("contents"), CONTENTS_KEPT);
    }

    /** Where a layer comes from that is not here yet. */
    public interface Source {
        /** Writes the layer to a file, as a tar archive, plain or packed. */
        void fetch(Path to) throws IOException;
    }

    /**
     * Lays a layer over those below it.
     *
     * @param digest of the layer
     * @throws IOException when it cannot be had, is damaged, or holds what no image may hold
     */
    public void lay(String digest, Source source, ImageFiles over) throws IOException {
        Path own = lists.place(list(digest));
        Path all = contents.place(contents(digest));
        List<TarEntry> entries = entries(digest, source);
        List<LayerOver.Numbered> numbered = new ArrayList<>();
        for (TarEntry entry : entries) {
            String number = String.valueOf(numbered.size() + 1);
            numbered.add(new LayerOver.Numbered(entry, (account(entry) ? own : all).resolve(number)));
        }
        LayerOver.lay(numbered, over);
        over.whenContentsAreNeeded(() -> unpack(digest, source, entries));
    }

    private List<TarEntry> entries(String digest, Source source) throws IOException {
        Path listed = listed(digest, source);
        try {
            return LayerList.read(listed.resolve(LIST));
        } catch (IOException e) {
            lists.discard(list(digest));
            return LayerList.read(listed(digest, source).resolve(LIST));
        }
    }

    private Path listed(String digest, Source source) throws IOException {
        return lists.fill(list(digest), folder -> {
            try (LayerList.Writer list = LayerList.write(folder.resolve(LIST))) {
                read(source, folder, (entry, number, content) -> {
                    list.add(entry);
                    if (account(entry)) {
                        Files.copy(content, folder.resolve(String.valueOf(number)));
                    }
                });
            }
        });
    }

    private void unpack(String digest, Source source, List<TarEntry> entries) throws IOException {
        Path folder = contents.place(contents(digest));
        if (Files.isDirectory(folder) && !whole(folder, entries)) {
            contents.discard(contents(digest));
        }
        contents.fill(
                contents(digest),
                part -> read(source, part, (entry, number, content) -> {
                    if (content(entry)) {
                        Files.copy(content, part.resolve(String.valueOf(number)));
                    }
                }));
    }

    private static boolean whole(Path folder, List<TarEntry> entries) throws IOException {
        int number = 0;
        for (TarEntry entry : entries) {
            Path file = folder.resolve(String.valueOf(++number));
            if (content(entry) && !(Files.isRegularFile(file) && Files.size(file) == entry.size())) {
                return false;
            }
        }
        return true;
    }

    /** Takes an entry in. */
    private interface Taking {
        void take(TarEntry entry, int number, InputStream content) throws IOException;
    }

    private static void read(Source source, Path folder, Taking taking) throws IOException {
        Path blob = folder.resolve(BLOB);
        source.fetch(blob);
        try (InputStream layer = Archive.known(blob).open()) {
            TarReader tar = new TarReader(layer);
            TarLimits limits = new TarLimits();
            for (Optional<TarEntry> next = tar.next(); next.isPresent(); next = tar.next()) {
                taking.take(next.get(), limits.count(next.get()), tar.content());
            }
        }
        Files.delete(blob);
    }

    private static boolean content(TarEntry entry) {
        return entry.file() && !entry.folder();
    }

    private static boolean account(TarEntry entry) {
        return content(entry)
                && entry.size() <= Accounts.LARGEST
                && ACCOUNTS.contains(ImageFolder.resolve("/", entry.name()));
    }

    private static List<String> list(String digest) {
        return List.of("layer-list-2", digest);
    }

    private static List<String> contents(String digest) {
        return List.of("layer-contents-1", digest);
    }
}
