package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.Location;
import java.util.regex.Pattern;

/**
 * Where something stands.
 *
 * @param location in the file
 * @param path within the document, such as {@code clusters.test-1.replicas}; empty for the whole document
 */
record Place(Location location, String path) {
    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z0-9_-]+");

    /** The place of a key of this mapping. */
    Place key(String name, Location where) {
        String step = SIMPLE.matcher(name).matches() ? name : '"' + name + '"';
        return new Place(where, path.isEmpty() ? step : path + "." + step);
    }

    /** The place of an item of this list. */
    Place item(int index, Location where) {
        return new Place(where, path + "[" + index + "]");
    }

    /** The same path, elsewhere in the file. */
    Place at(Location where) {
        return new Place(where, path);
    }

    /** The last step of the path: the name by which messages call the value. */
    String name() {
        int dot = path.endsWith("\"") ? path.lastIndexOf('"', path.length() - 2) - 1 : path.lastIndexOf('.');
        return path.substring(dot + 1);
    }

    /** Whether it is a cluster's own setting, which is laid over the App's. */
    boolean inCluster() {
        return path.startsWith("clusters.");
    }
}
