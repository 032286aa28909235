package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import java.util.Set;

/** Permission bits. */
final class Modes {
    private static final int ALL = 07777;
    private static final int GROUP_WRITES = 0020;
    private static final int OTHERS_WRITE = 0002;

    private Modes() {}

    /**
     * Those of a file of the build context. The group's right to write comes from the umask of whoever checked the file out
     * (022 and 002 are both usual), so it is left out where others may not write either: the same commit gives the same
     * image.
     */
    static int of(Path file) throws IOException {
        Set<String> views = file.getFileSystem().supportedFileAttributeViews();
        int mode;
        if (views.contains("unix")) {
            mode = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & ALL;
        } else if (views.contains("posix")) {
            mode = bits(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
        } else {
            // As Docker does on Windows, where files have no such bits.
            mode = 0755;
        }
        return (mode & OTHERS_WRITE) == 0 ? mode & ~GROUP_WRITES : mode;
    }

    private static int bits(Set<PosixFilePermission> permissions) {
        String text = PosixFilePermissions.toString(permissions);
        int mode = 0;
        for (int i = 0; i < text.length(); i++) {
            mode = mode << 1 | (text.charAt(i) == '-' ? 0 : 1);
        }
        return mode;
    }

    /** The value of {@code --chmod}. */
    static OptionalInt written(String text, Location at) {
        if (text.matches("[0-7]{1,5}") && Integer.parseInt(text, 8) <= ALL) {
            return OptionalInt.of(Integer.parseInt(text, 8));
        }
        throw Failures.syntax(at, "--chmod=" + text + " is no mode", "use octal digits, such as 755 or 4755");
    }
}
