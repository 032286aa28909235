package io.jenkins.plugins.paas.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lays a build context out as a folder, for a tool that knows nothing of parts. Its own rules have left out what they leave out. */
final class ContextFolder {
    /** A folder that its owner may not write to could not be filled, nor ever be removed. */
    private static final int OWNER = 0700;

    private final BuildContext context;
    private final SortedMap<String, Node> nodes = new TreeMap<>();

    private ContextFolder(BuildContext context) {
        this.context = context;
    }

    /** Where it lies; the same files have the same place. */
    static Path layOut(BuildContext context, StageFolder stage) {
        ContextFolder folder = new ContextFolder(context);
        folder.collect("/");
        try {
            return stage.fill(folder.fingerprint(), folder::write);
        } catch (IOException e) {
            throw Failures.unreadable(Path.of(context.description()), e);
        }
    }

    private void collect(String folder) {
        for (String name : context.names(folder)) {
            String path = ImageFolder.child(folder, name);
            boolean left = context.ignored().ignores(path.substring(1));
            context.at(path).ifPresent(node -> {
                if (!left) {
                    nodes.put(path, node);
                }
                if (node instanceof Node.Folder && !context.ignored().ignoresAllOf(path.substring(1))) {
                    collect(path);
                }
            });
        }
    }

    private List<String> fingerprint() throws IOException {
        List<String> parts = new ArrayList<>(List.of("context-1"));
        for (Map.Entry<String, Node> each : nodes.entrySet()) {
            Node node = each.getValue();
            parts.add(each.getKey() + " " + Integer.toOctalString(node.mode()));
            if (node instanceof Node.File file) {
                parts.add("file " + FileHash.of(file.content()));
            } else {
                parts.add(node instanceof Node.Link link ? "link " + link.target() : "folder");
            }
        }
        return parts;
    }

    private void write(Path root) throws IOException {
        for (Map.Entry<String, Node> each : nodes.entrySet()) {
            Path target = root.resolve(each.getKey().substring(1));
            Node node = each.getValue();
            Files.createDirectories(target.getParent());
            if (node instanceof Node.Link link) {
                Files.createSymbolicLink(target, Path.of(link.target()));
            } else if (node instanceof Node.File file) {
                Files.copy(file.content(), target);
                Files.setPosixFilePermissions(target, Modes.permissions(file.mode()));
            } else {
                Files.createDirectories(target);
                Files.setPosixFilePermissions(target, Modes.permissions(node.mode() | OWNER));
            }
        }
    }
}
