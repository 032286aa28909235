package io.jenkins.plugins.paas.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Writes tar archives as nobody should: whatever name, kind and size it is told. */
public final class TarBytes {
    private static final int BLOCK = 512;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A file owned by 0:0. */
    public TarBytes file(String name, String content) {
        byte[] body = content.getBytes(StandardCharsets.UTF_8);
        header(name, '0', "", body.length);
        return body(body);
    }

    /** A file of any mode, content and owner. */
    public TarBytes file(String name, int mode, int owner, byte[] content) {
        header(name, '0', "", content.length, mode, owner);
        return body(content);
    }

    /** A folder of any mode. */
    public TarBytes folder(String name, int mode) {
        return header(name, '5', "", 0, mode, 0);
    }

    /** A folder. */
    public TarBytes folder(String name) {
        return header(name, '5', "", 0);
    }

    /** A symbolic link. */
    public TarBytes link(String name, String target) {
        return header(name, '2', target, 0);
    }

    /** A hard link. */
    public TarBytes hardLink(String name, String target) {
        return header(name, '1', target, 0);
    }

    /** Anything without content. */
    public TarBytes other(String name, char type) {
        return header(name, type, "", 0);
    }

    /** A file that says its size and then has none of it. */
    public TarBytes boast(String name, long size) {
        return header(name, '0', "", size);
    }

    /** An extended header for the next entry, with one value. */
    public TarBytes extended(String key, String value) {
        return extended('x', key, value);
    }

    /** An extended header for all entries that follow, with one value. */
    public TarBytes extendedForAll(String key, String value) {
        return extended('g', key, value);
    }

    /** An extended attribute of the next entry; each character is a byte. */
    public TarBytes attribute(String name, String value) {
        return extended('x', "SCHILY.xattr." + name, value, StandardCharsets.ISO_8859_1);
    }

    private TarBytes extended(char type, String key, String value) {
        return extended(type, key, value, StandardCharsets.UTF_8);
    }

    private TarBytes extended(char type, String key, String value, Charset charset) {
        String rest = " " + key + "=" + value + "\n";
        int length = rest.length() + 1;
        while (String.valueOf(length).length() + rest.length() != length) {
            length++;
        }
        byte[] body = (length + rest).getBytes(charset);
        header("pax", type, "", body.length);
        return body(body);
    }

    /** The archive. */
    public byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(bytes.toByteArray());
        whole.writeBytes(new byte[2 * BLOCK]);
        return whole.toByteArray();
    }

    /** The archive, packed by gzip. */
    public byte[] packed() {
        return gzip(out -> out.write(bytes()));
    }

    /** A small archive with one file of zeros. */
    public static byte[] bomb(int mebibytes) {
        byte[] zeros = new byte[1 << 20];
        byte[] head =
                new TarBytes().boast("zeros", (long) mebibytes << 20).bytes.toByteArray();
        return gzip(out -> {
            out.write(head);
            for (int i = 0; i < mebibytes; i++) {
                out.write(zeros);
            }
            out.write(new byte[2 * BLOCK]);
        });
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static byte[] gzip(Writing writing) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private TarBytes body(byte[] body) {
        bytes.writeBytes(body);
        bytes.writeBytes(new byte[(BLOCK - body.length % BLOCK) % BLOCK]);
        return this;
    }

    private TarBytes header(String name, char type, String link, long size) {
        return header(name, type, link, size, 0644, 0);
    }

    private TarBytes header(String name, char type, String link, long size, int mode, int owner) {
        byte[] block = new byte[BLOCK];
        text(block, 0, name);
        text(block, 100, String.format("%07o", mode));
        text(block, 108, String.format("%07o", owner));
        text(block, 116, "0000000");
        text(block, 124, String.format("%011o", size));
        text(block, 136, "00000000000");
        text(block, 148, "        ");
        block[156] = (byte) type;
        text(block, 157, link);
        text(block, 257, "ustar\00000");
        int sum = 0;
        for (byte each : block) {
            sum += each & 0xFF;
        }
        text(block, 148, String.format("%06o\0", sum));
        bytes.writeBytes(block);
        return this;
    }

    private static void text(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
