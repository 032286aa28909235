package io.jenkins.plugins.paas.image;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A build context of which each folder at the top is a part: a piece of the App's folder or of another tree, seen in place and not
 * copied, for {@code node_modules} may have tens of thousands of files.
 */
final class PartsContext implements BuildContext {
    private final TreeMap<String, Mounted> parts = new TreeMap<>();
    private final String description;

    PartsContext(Collection<Mounted> parts, String description) {
        parts.forEach(part -> this.parts.put(part.name(), part));
        this.description = description;
    }

    /**
     * A part.
     *
     * @param name its folder in the context
     * @param tree what it is a piece of
     * @param folder where in that tree it begins
     * @param ignored what is left out of it, by paths within it
     */
    record Mounted(String name, Tree tree, String folder, IgnoreRules ignored) {
        private String inTree(String within) {
            return folder.equals("/") ? within : within.equals("/") ? folder : folder + within;
        }

        private boolean has(String path) {
            return folder.equals("/") || path.equals(folder) || path.startsWith(folder + "/");
        }

        private String inContext(String path) {
            return "/" + name + (folder.equals("/") ? path : path.substring(folder.length()));
        }
    }

    @Override
    public Optional<Node> at(String path) {
        return path.equals("/")
                ? Optional.of(Node.Folder.USUAL)
                : part(path).flatMap(part -> part.tree().at(part.inTree(within(path))));
    }

    @Override
    public List<String> names(String folder) {
        return folder.equals("/")
                ? List.copyOf(parts.keySet())
                : part(folder)
                        .map(part -> part.tree().names(part.inTree(within(folder))))
                        .orElse(List.of());
    }

    /**
     * A link may lead from part to part, as from {@code node_modules} to a package of the same repository: parts lie in the image as
     * they lie in the App's folder. Where it leads to something that is in no part, it stays as it is.
     */
    @Override
    public Optional<String> target(String link, String written) {
        return part(link)
                .flatMap(part -> part.tree()
                        .target(part.inTree(within(link)), written)
                        .map(target -> parts.values().stream()
                                .filter(other -> other.tree().equals(part.tree()) && other.has(target))
                                .max((one, other) -> Integer.compare(
                                        one.folder().length(), other.folder().length()))
                                .map(other -> other.inContext(target))
                                .orElse(link)));
    }

    @Override
    public IgnoreRules ignored() {
        IgnoreRules all = IgnoreRules.NONE;
        for (Mounted part : parts.values()) {
            all = all.and(part.ignored().below(part.name()));
        }
        return all;
    }

    @Override
    public String description() {
        return description;
    }

    private Optional<Mounted> part(String path) {
        return Optional.ofNullable(parts.get(path.substring(1).replaceFirst("/.*", "")));
    }

    private static String within(String path) {
        int slash = path.indexOf('/', 1);
        return slash < 0 ? "/" : path.substring(slash);
    }
}
