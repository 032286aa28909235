package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a layer as a tar archive (ustar, with pax headers where that is too small); the same layer gives the same bytes.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md">OCI image layer</a>
 */
public final class LayerTar {
    private static final int NAME = 100;
    private static final long LARGEST_ID = 07777777;
    private static final long LARGEST_SIZE = 077777777777L;

    /** Most files of most layers are read at once. In bytes. */
    private static final int PIECE = 1 << 16;

    private final OutputStream to;
    private final byte[] piece = new byte[PIECE];

    private LayerTar(OutputStream to) {
        this.to = to;
    }

    /** Writes the archive; the stream stays open. */
    public static void write(Layer layer, OutputStream to) throws IOException {
        LayerTar tar = new LayerTar(to);
        for (Entry entry : layer.entries()) {
            tar.entry(entry);
        }
        to.write(new byte[2 * TarHeader.BLOCK]);
        to.flush();
    }

    private void entry(Entry entry) throws IOException {
        Node node = entry.node();
        String name = entry.target().substring(1) + (node instanceof Node.Folder ? "/" : "");
        String link = node instanceof Node.Link target ? target.target() : "";
        long size = node instanceof Node.File file ? Files.size(file.content()) : 0;
        extended(entry, name, link, size);
        char type = node instanceof Node.Folder ? '5' : node instanceof Node.Link ? '2' : '0';
        header(entry, type, name, link, size);
        if (node instanceof Node.File file) {
            if (copy(file.content()) != size) {
                throw new IOException(file.content() + " was changed while it was read");
            }
            pad(size);
        }
    }

    private long copy(Path file) throws IOException {
        long copied = 0;
        try (InputStream content = Files.newInputStream(file)) {
            for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
                to.write(piece, 0, read);
                copied += read;
            }
        }
        return copied;
    }

    private void extended(Entry entry, String name, String link, long size) throws IOException {
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        if (!fits(name)) {
            value(values, "path", name);
        }
        if (!fits(link)) {
            value(values, "linkpath", link);
        }
        if (size > LARGEST_SIZE) {
            value(values, "size", String.valueOf(size));
        }
        if (entry.node().owner().user() > LARGEST_ID) {
            value(values, "uid", String.valueOf(entry.node().owner().user()));
        }
        if (entry.node().owner().group() > LARGEST_ID) {
            value(values, "gid", String.valueOf(entry.node().owner().group()));
        }
        if (entry.node() instanceof Node.File file) {
            file.attributes().records().forEach((key, value) -> value(values, key, value));
        }
        if (values.size() > 0) {
            byte[] content = values.toByteArray();
            header(entry, 'x', "pax", "", content.length);
            to.write(content);
            pad(content.length);
        }
    }

    private static boolean fits(String name) {
        return name.length() <= NAME && name.chars().allMatch(c -> c > ' ' - 1 && c < 0x7F);
    }

    private static void value(ByteArrayOutputStream to, String key, String value) {
        value(to, key, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A line that begins with its own length. */
    private static void value(ByteArrayOutputStream to, String key, byte[] value) {
        byte[] name = (" " + key + "=").getBytes(StandardCharsets.UTF_8);
        int rest = name.length + value.length + 1;
        int length = rest + String.valueOf(rest).length();
        length = rest + String.valueOf(length).length();
        to.writeBytes(String.valueOf(length).getBytes(StandardCharsets.UTF_8));
        to.writeBytes(name);
        to.writeBytes(value);
        to.write('\n');
    }

    private void header(Entry entry, char type, String name, String link, long size) throws IOException {
        byte[] block = new byte[TarHeader.BLOCK];
        text(block, 0, NAME, name);
        octal(block, 100, 7, entry.node().mode());
        octal(block, 108, 7, Math.min(entry.node().owner().user(), LARGEST_ID));
        octal(block, 116, 7, Math.min(entry.node().owner().group(), LARGEST_ID));
        octal(block, 124, 11, Math.min(size, LARGEST_SIZE));
        octal(block, 136, 11, Math.max(0, entry.modified().getEpochSecond()));
        block[156] = (byte) type;
        text(block, 157, NAME, link);
        text(block, 257, 8, "ustar\00000");
        text(block, 148, 8, "        ");
        int sum = 0;
        for (byte each : block) {
            sum += each & 0xFF;
        }
        octal(block, 148, 6, sum);
        block[154] = 0;
        to.write(block);
    }

    private static void text(byte[] block, int from, int length, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, from, Math.min(bytes.length, length));
    }

    private static void octal(byte[] block, int from, int digits, long number) {
        String text = Long.toOctalString(number);
        text(block, from, digits, "0".repeat(Math.max(0, digits - text.length())) + text);
    }

    private void pad(long size) throws IOException {
        to.write(new byte[(int) ((TarHeader.BLOCK - size % TarHeader.BLOCK) % TarHeader.BLOCK)]);
    }
}
