package io.jenkins.plugins.paas.image;

import java.util.List;
import java.util.Optional;

/** A tree of files to copy from: the build context, a stage or an image. Paths are absolute, the root is {@code /}. */
interface Tree {
    /** What stands at a path, none of whose folders is a link; a link at its end is not followed. */
    Optional<Node> at(String path);

    /** The names in a folder, sorted. */
    List<String> names(String folder);

    /** What a link leads to that stands at a path, seen from the root; nothing when it leads out of the tree. */
    Optional<String> target(String link, String written);

    /** For messages, such as {@code the build context /home/me/app}. */
    String description();
}
