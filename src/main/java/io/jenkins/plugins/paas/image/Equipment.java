package io.jenkins.plugins.paas.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an image is equipped with above its own layers, whoever makes these; settled before there is an image.
 *
 * @param trust the certificate authorities that it trusts; nothing where those of its base stay
 * @param zones its time zones, the first is the local one; none where it keeps its own time
 * @param notes what the App's people should know
 */
public record Equipment(Optional<Trust> trust, List<String> zones, List<Note> notes) {
    /** Nothing. */
    public static final Equipment NONE = new Equipment(Optional.empty(), List.of(), List.of());

    public Equipment {
        zones = List.copyOf(zones);
        notes = List.copyOf(notes);
    }

    /** The same with more notes. */
    Equipment noted(List<Note> more) {
        List<Note> all = new ArrayList<>(notes);
        all.addAll(more);
        return new Equipment(trust, zones, all);
    }

    /**
     * Certificate authorities in the forms that programs read.
     *
     * @param pem one file for OpenSSL and its like
     * @param java a trust store
     */
    public record Trust(Path pem, Path java) {}
}
