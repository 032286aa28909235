package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import java.util.Set;

/**
 * The folders that systems have.
 *
 * @see <a href="https://refspecs.linuxfoundation.org/FHS_3.0/fhs/index.html">Filesystem Hierarchy Standard</a>
 */
final class SystemFolders {
    private static final Set<String> NAMES = Set.of(
            "bin", "boot", "dev", "etc", "home", "lib", "lib32", "lib64", "libx32", "media", "mnt", "opt", "proc",
            "root", "run", "sbin", "srv", "sys", "tmp", "usr", "var");

    private SystemFolders() {}

    /** Whether a plan writes to none of them, but for our own folder, which no system has. */
    static boolean leftAlone(ImagePlan plan) {
        return plan.layers().stream()
                .flatMap(layer -> layer.entries().stream())
                .filter(entry -> !ours(entry))
                .map(Entry::target)
                .noneMatch(target -> NAMES.contains(target.substring(1).replaceFirst("/.*", "")));
    }

    /** The folder above ours is made as every system has it. */
    private static boolean ours(Entry entry) {
        String target = entry.target();
        return (target.equals(ImageFolder.parent(Outfit.FOLDER)) && entry.node().equals(Node.Folder.USUAL))
                || (target + "/").startsWith(Outfit.FOLDER + "/");
    }
}
