package io.jenkins.plugins.paas.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.paas.model.PaasException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Texts in less room; the same text gives the same bytes. */
public final class Gzip {
    /** The most that is unpacked, in bytes; a record that unfolds to more was not made by us. */
    private static final int LARGEST = 32 << 20;

    private Gzip() {}

    /** Packs a text's UTF-8 bytes. */
    public static byte[] pack(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return packed.toByteArray();
    }

    /**
     * Unpacks a text.
     *
     * @param what the object that it lies in, for the failure
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_RECORD_UNREADABLE}
     */
    public static String unpack(String what, byte[] packed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = gzip.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw Unreadable.record(what, "it unpacks to more than " + (LARGEST >> 20) + " MiB");
            }
            return new String(bytes, UTF_8);
        } catch (IOException e) {
            PaasException unreadable = Unreadable.record(what, "its data is no whole gzip");
            unreadable.initCause(e);
            throw unreadable;
        }
    }
}
