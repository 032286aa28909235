package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Paths within the image: absolute, with {@code /}, without {@code .} and {@code ..}. */
final class ImageFolder {
    /** In most bases these are links, or folders with modes of their own, and a layer's folder entry would replace them. */
    private static final List<String> NOT_OURS = List.of(
            "/bin",
            "/sbin",
            "/lib",
            "/lib32",
            "/lib64",
            "/libx32",
            "/var/run",
            "/var/lock",
            "/tmp",
            "/var/tmp",
            "/proc",
            "/sys",
            "/dev");

    private ImageFolder() {}

    /** A path as written, seen from a folder of the image. */
    static String resolve(String folder, String written) {
        Deque<String> names = new ArrayDeque<>();
        String full = written.startsWith("/") ? written : folder + "/" + written;
        for (String name : full.split("/", -1)) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }

    static String child(String folder, String name) {
        return folder.equals("/") ? "/" + name : folder + "/" + name;
    }

    static void refuseForeign(String target, Location at) {
        for (String folder : NOT_OURS) {
            if (target.equals(folder) || target.startsWith(folder + "/")) {
                throw Failures.unsupported(
                        at,
                        "copying to " + folder
                                + " is not supported yet, since it may be a link or has a mode of its own",
                        "copy to another folder, such as /usr" + (folder.startsWith("/var") ? "/share" : folder)
                                + " or /app");
            }
        }
    }
}
