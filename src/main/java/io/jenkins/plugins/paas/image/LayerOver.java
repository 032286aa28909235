package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Lays a base image's layer over those below it, as a container's runtime does: links are followed within the image, whiteouts
 * hide what is below and nothing of their own layer.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts">OCI image layer, whiteouts</a>
 */
final class LayerOver {
    private final ImageFiles over;

    private LayerOver(ImageFiles over) {
        this.over = over;
    }

    /**
     * An entry.
     *
     * @param content where its content is, or will be once it is needed
     */
    record Numbered(TarEntry entry, Path content) {}

    static void lay(List<Numbered> entries, ImageFiles over) throws IOException {
        LayerOver layer = new LayerOver(over);
        for (Numbered each : entries) {
            refuse(each.entry());
            if (whiteout(each.entry())) {
                layer.hide(each.entry());
            }
        }
        for (Numbered each : entries) {
            if (!whiteout(each.entry())) {
                layer.put(each.entry(), each.content());
            }
        }
    }

    private static void refuse(TarEntry entry) throws IOException {
        // Whoever unpacks such a layer by its names writes outside of the image.
        boolean out = climbs(entry.name()) || (entry.type() == '1' && climbs(entry.link()));
        if (out || entry.name().isEmpty() || entry.name().indexOf(0) >= 0) {
            throw new IOException("'" + entry.name() + "' of a layer leads out of the image");
        }
        if (entry.user() > Owner.LARGEST || entry.group() > Owner.LARGEST || entry.user() < 0 || entry.group() < 0) {
            throw new IOException("'" + entry.name() + "' of a layer belongs to a user that cannot be");
        }
    }

    private static boolean climbs(String name) {
        return List.of(name.split("/", -1)).contains("..");
    }

    private static boolean whiteout(TarEntry entry) {
        return Whiteout.is(ImageFolder.resolve("/", entry.name()));
    }

    private void hide(TarEntry entry) {
        String path = real(entry.name());
        String name = ImageFolder.name(path);
        String folder = ImageFolder.parent(path);
        if (name.equals(Whiteout.ALL)) {
            over.names(folder).forEach(each -> over.remove(ImageFolder.child(folder, each)));
        } else {
            over.remove(ImageFolder.child(folder, name.substring(Whiteout.PREFIX.length())));
        }
    }

    private void put(TarEntry entry, Path content) {
        String path = real(entry.name());
        Owner owner = new Owner(entry.user(), entry.group());
        if (entry.folder()) {
            if (over.at(path).filter(node -> !(node instanceof Node.Folder)).isPresent()) {
                over.remove(path);
            }
            over.put(path, new Node.Folder(entry.mode(), owner));
        } else if (entry.file()) {
            over.put(path, new Node.File(entry.mode(), owner, content, entry.attributes()));
        } else if (entry.type() == '2') {
            over.put(path, new Node.Link(owner, entry.link()));
        } else if (entry.type() == '1') {
            over.at(real(entry.link())).ifPresent(node -> over.put(path, node));
        } else {
            // Devices and pipes stay in the image, but are never copied; what was in their place is gone.
            over.remove(path);
        }
    }

    /** Where a name leads; a link at its end is what is meant. */
    private String real(String name) {
        return Links.followFolders(over, ImageFolder.resolve("/", name), new Location(over.description(), 1, 1));
    }
}
