package io.jenkins.plugins.paas.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the few kinds of values that a trust store is made of.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-X.690">X.690, distinguished encoding rules</a>
 */
final class Der {
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int OBJECT = 0x06;
    private static final int BMP_TEXT = 0x1e;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int EXPLICIT = 0xa0;

    private Der() {}

    static byte[] sequence(byte[]... values) {
        return value(SEQUENCE, joined(values));
    }

    /** In the order of their bytes, as sets must be. */
    static byte[] set(byte[]... values) {
        byte[][] sorted = values.clone();
        Arrays.sort(sorted, Arrays::compareUnsigned);
        return value(SET, joined(sorted));
    }

    static byte[] octets(byte[] content) {
        return value(OCTETS, content);
    }

    /** The optional value number 0. */
    static byte[] explicit(byte[] content) {
        return value(EXPLICIT, content);
    }

    /** Up to 127. */
    static byte[] integer(int number) {
        return value(INTEGER, new byte[] {(byte) number});
    }

    static byte[] bmpText(String text) {
        return value(BMP_TEXT, text.getBytes(StandardCharsets.UTF_16BE));
    }

    /** An object identifier, such as {@code 1.2.840.113549.1.7.1}. */
    static byte[] object(String dotted) {
        String[] numbers = dotted.split("\\.", -1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        base128(out, Integer.parseInt(numbers[0]) * 40 + Integer.parseInt(numbers[1]));
        for (int i = 2; i < numbers.length; i++) {
            base128(out, Integer.parseInt(numbers[i]));
        }
        return value(OBJECT, out.toByteArray());
    }

    private static void base128(ByteArrayOutputStream out, int number) {
        int shift = 28;
        while (shift > 0 && number >> shift == 0) {
            shift -= 7;
        }
        for (; shift > 0; shift -= 7) {
            out.write(((number >> shift) & 0x7f) | 0x80);
        }
        out.write(number & 0x7f);
    }

    private static byte[] value(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            int bytes = content.length > 0xffffff ? 4 : content.length > 0xffff ? 3 : content.length > 0xff ? 2 : 1;
            out.write(0x80 | bytes);
            for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
                out.write(content.length >> shift);
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] joined(byte[][] values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] value : values) {
            out.writeBytes(value);
        }
        return out.toByteArray();
    }
}
