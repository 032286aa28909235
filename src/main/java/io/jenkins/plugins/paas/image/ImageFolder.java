package io.jenkins.plugins.paas.image;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths within a tree of files: absolute, with {@code /}, without {@code .} and {@code ..}. */
final class ImageFolder {
    private ImageFolder() {}

    /** A path as written, seen from a folder; above the root there is nothing but the root. */
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

    /** Whether a path as written, seen from a folder, leads above the root. */
    static boolean climbsOut(String folder, String written) {
        String full = written.startsWith("/") ? written : folder + "/" + written;
        int depth = 0;
        for (String name : full.split("/", -1)) {
            if (name.equals("..")) {
                depth--;
            } else if (!name.isEmpty() && !name.equals(".")) {
                depth++;
            }
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    static String child(String folder, String name) {
        return folder.equals("/") ? "/" + name : folder + "/" + name;
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /** The last name; empty for the root. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
