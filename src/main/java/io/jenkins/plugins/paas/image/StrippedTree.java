package io.jenkins.plugins.paas.image;

import java.util.List;
import java.util.Optional;

/** A tree whose programs and libraries are without symbols. */
record StrippedTree(Tree tree, StageFolder stage) implements Tree {
    @Override
    public Optional<Node> at(String path) {
        return tree.at(path)
                .map(node -> node instanceof Node.File file
                        ? new Node.File(
                                file.mode(), file.owner(), Programs.stripped(file.content(), stage), file.attributes())
                        : node);
    }

    @Override
    public List<String> names(String folder) {
        return tree.names(folder);
    }

    @Override
    public Optional<String> target(String link, String written) {
        return tree.target(link, written);
    }

    @Override
    public String description() {
        return tree.description();
    }
}
