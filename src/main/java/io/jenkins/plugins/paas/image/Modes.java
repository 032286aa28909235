package io.jenkins.plugins.paas.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Permission bits. */
final class Modes {
    private static final int ALL = 07777;
    private static final int OWNER_AND_SPECIAL = 07700;
    private static final int OWNER_READS_AND_RUNS = 0500;
    private static final int OTHERS_WRITE = 0002;

    private Modes() {}

    /**
     * Those of a file of the build context. What group and others may do comes from the umask of whoever checked the file out
     * (022, 002 and 077 are all usual): unless others may write, they may read and run what the owner may, as Git has it. So the
     * same commit gives the same image.
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
        return (mode & OTHERS_WRITE) == 0 ? likeOwner(mode) : mode;
    }

    private static int likeOwner(int mode) {
        int readAndRun = mode & OWNER_READS_AND_RUNS;
        return (mode & OWNER_AND_SPECIAL) | (readAndRun >> 3) | (readAndRun >> 6);
    }

    private static int bits(Set<PosixFilePermission> permissions) {
        String text = PosixFilePermissions.toString(permissions);
        int mode = 0;
        for (int i = 0; i < text.length(); i++) {
            mode = mode << 1 | (text.charAt(i) == '-' ? 0 : 1);
        }
        return mode;
    }

    /** The rights among them, as files of this machine have them. */
    static Set<PosixFilePermission> permissions(int mode) {
        char[] text = "rwxrwxrwx".toCharArray();
        for (int i = 0; i < text.length; i++) {
            if ((mode >> (text.length - 1 - i) & 1) == 0) {
                text[i] = '-';
            }
        }
        return PosixFilePermissions.fromString(new String(text));
    }
}
