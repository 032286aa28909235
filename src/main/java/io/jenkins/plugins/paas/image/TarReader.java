package io.jenkins.plugins.paas.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a tar archive from beginning to end: ustar, pax and GNU's long names. It trusts nothing in it: what it returns is
 * what is written there, and its user checks it.
 *
 * @see <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">GNU tar, basic format</a>
 */
public final class TarReader {
    /** More than the longest path on Linux. In bytes. */
    private static final int LONGEST_HEADER = 1 << 20;

    private final InputStream archive;
    private long left;
    private long padding;

    /** An archive that is not compressed; its reader closes it. */
    public TarReader(InputStream archive) {
        this.archive = archive;
    }

    /** The next file, folder or link; nothing at the end. What is left of the content of the last one is skipped. */
    public Optional<TarEntry> next() throws IOException {
        Map<String, String> extended = new HashMap<>();
        while (true) {
            skip(left + padding);
            left = 0;
            padding = 0;
            byte[] block = archive.readNBytes(TarHeader.BLOCK);
            TarHeader header = new TarHeader(block);
            if (block.length == 0 || (block.length == TarHeader.BLOCK && header.zero())) {
                return Optional.empty();
            }
            if (block.length < TarHeader.BLOCK) {
                throw new EOFException("it is cut off");
            }
            if (!header.valid()) {
                throw new IOException("a header is damaged");
            }
            switch (header.type()) {
                case 'x' -> extended.putAll(Pax.read(content(header)));
                case 'g' -> refuseNames(Pax.read(content(header)));
                case 'L' -> extended.put("path", untilZero(content(header)));
                case 'S' -> throw holes();
                case 'K' -> extended.put("linkpath", untilZero(content(header)));
                default -> {
                    if (extended.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse"))) {
                        throw holes();
                    }
                    TarEntry entry = header.entry(extended);
                    open(entry.file() && !entry.folder() ? entry.size() : 0);
                    return Optional.of(entry);
                }
            }
        }
    }

    private static IOException holes() {
        return new IOException("files with holes are not supported, as tar --sparse makes them");
    }

    /**
     * Comments for the whole archive, such as Git's commit, are fine. One name or size for all entries serves nothing but to show
     * different readers different files.
     */
    private static void refuseNames(Map<String, String> forAll) throws IOException {
        for (String key : forAll.keySet()) {
            if (List.of("path", "linkpath", "size", "uid", "gid").contains(key) || key.startsWith("GNU.sparse")) {
                throw new IOException("a header for all entries has '" + key + "' in it");
            }
        }
    }

    /** The content of the file that {@link #next} returned. */
    public InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                if (left == 0) {
                    return -1;
                }
                int count = archive.read(into, from, (int) Math.min(length, left));
                if (count < 0) {
                    throw new EOFException("it is cut off");
                }
                left -= count;
                return count;
            }
        };
    }

    private void open(long size) {
        left = size;
        padding = (TarHeader.BLOCK - size % TarHeader.BLOCK) % TarHeader.BLOCK;
    }

    private byte[] content(TarHeader header) throws IOException {
        long size = header.size();
        if (size > LONGEST_HEADER) {
            throw new IOException("a name is longer than any on Linux");
        }
        open(size);
        byte[] content = archive.readNBytes((int) size);
        left -= content.length;
        return content;
    }

    private void skip(long bytes) throws IOException {
        try {
            archive.skipNBytes(bytes);
        } catch (EOFException e) {
            throw new EOFException("it is cut off");
        }
    }

    private static String untilZero(byte[] name) {
        String text = new String(name, StandardCharsets.UTF_8);
        int zero = text.indexOf(0);
        return zero < 0 ? text : text.substring(0, zero);
    }
}
