package io.jenkins.plugins.paas.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the layers of base images. Contents go into numbered files, so that no name in a layer names a file of this machine.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts">OCI image layer, whiteouts</a>
 */
public final class LayerFiles {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final String LIST = "list";

    private LayerFiles() {}

    /** Writes the contents of a layer's files into an empty folder, and beside them a list of all that is in the layer. */
    public static void unpack(InputStream layer, Path contents) throws IOException {
        TarReader tar = new TarReader(layer);
        int count = 0;
        try (LayerList.Writer list = LayerList.write(contents.resolve(LIST))) {
            for (Optional<TarEntry> next = tar.next(); next.isPresent(); next = tar.next()) {
                count++;
                list.add(next.get());
                if (next.get().file() && !next.get().folder()) {
                    Files.copy(tar.content(), contents.resolve(String.valueOf(count)));
                }
            }
        }
    }

    /** Lays a layer, which was unpacked, over the files of those below it. */
    public static void lay(Path contents, ImageFiles over) throws IOException {
        int count = 0;
        for (TarEntry entry : LayerList.read(contents.resolve(LIST))) {
            lay(entry, contents.resolve(String.valueOf(++count)), over);
        }
    }

    private static void lay(TarEntry entry, Path content, ImageFiles over) throws IOException {
        String path = ImageFolder.resolve("/", entry.name());
        String name = ImageFolder.name(path);
        String parent = ImageFolder.parent(path);
        if (name.equals(OPAQUE)) {
            over.names(parent).forEach(each -> over.remove(ImageFolder.child(parent, each)));
            return;
        }
        if (name.startsWith(WHITEOUT)) {
            over.remove(ImageFolder.child(parent, name.substring(WHITEOUT.length())));
            return;
        }
        if (entry.user() > Owner.LARGEST || entry.group() > Owner.LARGEST || entry.user() < 0 || entry.group() < 0) {
            throw new IOException("'" + entry.name() + "' belongs to a user that cannot be");
        }
        Owner owner = new Owner(entry.user(), entry.group());
        if (entry.folder()) {
            if (over.at(path).filter(node -> !(node instanceof Node.Folder)).isPresent()) {
                over.remove(path);
            }
            over.put(path, new Node.Folder(entry.mode(), owner));
        } else if (entry.file()) {
            over.put(path, new Node.File(entry.mode(), owner, content));
        } else if (entry.type() == '2') {
            over.put(path, new Node.Link(owner, entry.link()));
        } else if (entry.type() == '1') {
            // Devices and pipes of a base stay in it, but are never copied.
            over.at(ImageFolder.resolve("/", entry.link())).ifPresent(node -> over.put(path, node));
        }
    }
}
