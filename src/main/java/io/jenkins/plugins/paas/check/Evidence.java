package io.jenkins.plugins.paas.check;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a flaw shows.
 *
 * @param layer the digest of the layer, when it is about one
 * @param path the file, when it is about one
 * @param line the line in the file, from 1, when it is known
 * @param what what is there, in words; never a secret itself
 */
public record Evidence(Optional<String> layer, Optional<String> path, OptionalInt line, String what) {
    static Evidence of(String what) {
        return new Evidence(Optional.empty(), Optional.empty(), OptionalInt.empty(), what);
    }

    static Evidence in(String layer, String path, String what) {
        return new Evidence(Optional.of(layer), Optional.of(path), OptionalInt.empty(), what);
    }

    /** {@code path:line what (layer 0123456789ab)}, leaving out what is not known. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        path.ifPresent(file -> {
            text.append(printable(file));
            line.ifPresent(number -> text.append(':').append(number));
            text.append(' ');
        });
        text.append(what);
        layer.ifPresent(
                digest -> text.append(" (layer ").append(shortened(digest)).append(')'));
        return text.toString();
    }

    /** Enough of a digest to tell layers apart. */
    static String shortened(String digest) {
        String hex = digest.startsWith("sha256:") ? digest.substring(7) : digest;
        return hex.substring(0, Math.min(12, hex.length()));
    }

    /** A name in an image may hold anything, and a terminal would follow it. */
    private static String printable(String path) {
        StringBuilder text = new StringBuilder();
        path.codePoints().forEach(c -> text.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return text.toString();
    }
}
