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

    /** Whether a plan writes to none of them. */
    static boolean leftAlone(ImagePlan plan) {
        return plan.layers().stream()
                .flatMap(layer -> layer.entries().stream())
                .map(Entry::target)
                .noneMatch(target -> NAMES.contains(target.substring(1).replaceFirst("/.*", "")));
    }
}
