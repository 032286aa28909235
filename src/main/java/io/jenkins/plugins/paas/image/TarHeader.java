package io.jenkins.plugins.paas.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The block that begins an entry of a tar archive.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_06">ustar interchange
 *     format</a>
 */
final class TarHeader {
    static final int BLOCK = 512;
    private static final int CHECKSUM = 148;

    private final byte[] block;

    TarHeader(byte[] block) {
        this.block = block;
    }

    boolean zero() {
        for (byte each : block) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether its bytes add up, which hardly anything but a header does. */
    boolean valid() {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= CHECKSUM && i < CHECKSUM + 8 ? ' ' : block[i] & 0xFF;
        }
        try {
            return !zero() && sum == number(CHECKSUM, 8);
        } catch (IOException e) {
            return false;
        }
    }

    char type() {
        return (char) (block[156] & 0xFF);
    }

    long size() throws IOException {
        return number(124, 12);
    }

    /** What the entry is, where extended headers have the last word. */
    TarEntry entry(Map<String, String> extended) throws IOException {
        String prefix = ustar() ? text(345, 155) : "";
        String name = prefix.isEmpty() ? text(0, 100) : prefix + "/" + text(0, 100);
        return new TarEntry(
                type(),
                extended.getOrDefault("path", name),
                extended.getOrDefault("linkpath", text(157, 100)),
                (int) (number(100, 8) & 07777),
                number(extended, "uid", number(108, 8)),
                number(extended, "gid", number(116, 8)),
                number(extended, "size", size()),
                Attributes.of(extended));
    }

    private boolean ustar() {
        return new String(block, 257, 6, StandardCharsets.ISO_8859_1).equals("ustar\0");
    }

    private static long number(Map<String, String> extended, String key, long otherwise) throws IOException {
        String text = extended.getOrDefault(key, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("\\d{1,18}")) {
            throw new IOException("'" + key + "' of an extended header is no number");
        }
        return Long.parseLong(text);
    }

    private String text(int from, int length) {
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return new String(block, from, end - from, StandardCharsets.UTF_8);
    }

    /** In octal digits; or in binary, where the first bit is set, for what is too large for them. */
    private long number(int from, int length) throws IOException {
        if ((block[from] & 0x80) != 0) {
            long value = block[from] & 0x7F;
            for (int i = from + 1; i < from + length; i++) {
                if (value >> 55 != 0) {
                    throw new IOException("a number in a header is too large");
                }
                value = value << 8 | (block[i] & 0xFF);
            }
            return value;
        }
        String digits = text(from, length).strip();
        if (!digits.matches("[0-7]{0,20}")) {
            throw new IOException("a number in a header is damaged");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
}
