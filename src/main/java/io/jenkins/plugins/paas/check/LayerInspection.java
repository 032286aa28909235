package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.check.LayerFacts.Entry;
import io.jenkins.plugins.paas.check.LayerFacts.Kind;
import io.jenkins.plugins.paas.image.TarEntry;
import io.jenkins.plugins.paas.image.TarLimits;
import io.jenkins.plugins.paas.image.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a layer once, from beginning to end, holding no more of it than one file that is looked into.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md#representing-changes">OCI layers, whiteouts</a>
 */
public final class LayerInspection {
    private static final String REMOVED = ".wh.";
    private static final String EMPTIED = ".wh..wh..opq";
    private static final int PERMISSIONS = 07777;

    private LayerInspection() {}

    /**
     * What a layer holds.
     *
     * @param layer a tar archive that is not packed any more
     * @throws IOException when it is damaged, or holds what no layer may hold
     */
    public static LayerFacts of(InputStream layer) throws IOException {
        List<Entry> entries = new ArrayList<>();
        Inspected inspected = new Inspected();
        TarReader tar = new TarReader(layer);
        TarLimits limits = new TarLimits();
        for (Optional<TarEntry> next = tar.next(); next.isPresent(); next = tar.next()) {
            limits.count(next.get());
            Entry entry = entry(next.get());
            entries.add(entry);
            if (entry.kind() == Kind.FILE && entry.size() > 0 && next.get().type() != '1') {
                FileInspection.look(entry.path(), entry.size(), tar.content(), inspected);
            }
        }
        return inspected.facts(entries);
    }

    private static Entry entry(TarEntry written) {
        String path = path(written.name());
        String name = path.substring(path.lastIndexOf('/') + 1);
        String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        int mode = written.mode() & PERMISSIONS;
        if (name.equals(EMPTIED)) {
            return new Entry(folder, Kind.EMPTIED, 0, 0, 0);
        }
        if (name.startsWith(REMOVED)) {
            return new Entry(folder + "/" + name.substring(REMOVED.length()), Kind.REMOVED, 0, 0, 0);
        }
        if (written.folder()) {
            return new Entry(path, Kind.FOLDER, mode, written.user(), 0);
        }
        // A hard link has the rights of its file.
        if (written.file() || written.type() == '1') {
            return new Entry(
                    path, Kind.FILE, mode, written.user(), written.file() ? written.size() : 0, capabilities(written));
        }
        return new Entry(path, written.type() == '2' ? Kind.LINK : Kind.OTHER, mode, written.user(), 0);
    }

    private static List<String> capabilities(TarEntry written) {
        return Optional.ofNullable(written.attributes().values().get(FileCapabilities.ATTRIBUTE))
                .map(FileCapabilities::of)
                .orElse(List.of());
    }

    /** From the root, whether it is written as {@code ./a}, {@code a} or {@code /a/}. */
    private static String path(String written) {
        StringBuilder path = new StringBuilder();
        for (String name : written.split("/", -1)) {
            if (!name.isEmpty() && !name.equals(".")) {
                path.append('/').append(name);
            }
        }
        return path.toString();
    }
}
