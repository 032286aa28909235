package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockGzipTest {
    private static final int LEVEL = 5;
    private static final int HEADER = 10;
    private static final int TRAILER = 8;

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                GzipBlock.LENGTH - 1,
                GzipBlock.LENGTH,
                GzipBlock.LENGTH + 1,
                2 * GzipBlock.LENGTH,
                40 * GzipBlock.LENGTH + 12_345
            })
    void isOneMemberThatGivesBackWhatWasPacked(int length) throws Exception {
        byte[] plain = words(length);
        byte[] packed = packed(plain, 2, 8_192);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
                .isEqualTo(plain);
        assertThat(deflatedLength(packed)).isEqualTo(packed.length - HEADER - TRAILER);
    }

    @Test
    void theBytesDependOnlyOnWhatIsPacked() throws Exception {
        byte[] plain = words(20 * GzipBlock.LENGTH + 99);
        byte[] packed = packed(plain, 1, 65_536);
        assertThat(packed(plain, 2, 1_000)).isEqualTo(packed);
        assertThat(packed(plain, 7, plain.length)).isEqualTo(packed);
    }

    @Test
    void bytesThatCannotBePackedBecomeHardlyMore() throws Exception {
        byte[] noise = new byte[5 * GzipBlock.LENGTH + 1];
        new Random(1).nextBytes(noise);
        byte[] packed = packed(noise, 2, 8_192);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
                .isEqualTo(noise);
        assertThat(packed.length).isLessThan(noise.length + noise.length / 1000);
    }

    @Test
    void aBlockKnowsTheEndOfTheOneBefore() throws Exception {
        byte[] noise = new byte[10_000];
        new Random(2).nextBytes(noise);
        byte[] plain = new byte[GzipBlock.LENGTH + noise.length];
        System.arraycopy(noise, 0, plain, GzipBlock.LENGTH - noise.length, noise.length);
        System.arraycopy(noise, 0, plain, GzipBlock.LENGTH, noise.length);
        assertThat(packed(plain, 2, 8_192).length).isLessThan(noise.length + noise.length / 10);
    }

    @Test
    void aFailureOfWhatItWritesToReachesTheWriter() {
        OutputStream full = new OutputStream() {
            private int room = GzipBlock.LENGTH;

            @Override
            public void write(int one) throws IOException {
                if (--room < 0) {
                    throw new IOException("the disk is full");
                }
            }
        };
        assertThat(catchThrowable(() -> {
                    try (BlockGzip gzip = new BlockGzip(full, LEVEL, 2)) {
                        gzip.write(words(40 * GzipBlock.LENGTH));
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the disk is full");
    }

    private static byte[] packed(byte[] plain, int threads, int piece) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (BlockGzip gzip = new BlockGzip(packed, LEVEL, threads)) {
            for (int from = 0; from < plain.length; from += piece) {
                gzip.write(plain, from, Math.min(piece, plain.length - from));
            }
        }
        return packed.toByteArray();
    }

    /** How much of it the one member's deflate stream takes, by a reader that stops where a member ends. */
    private static long deflatedLength(byte[] packed) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed, HEADER, packed.length - HEADER);
            byte[] piece = new byte[1 << 16];
            CRC32 sum = new CRC32();
            while (!inflater.finished()) {
                sum.update(piece, 0, inflater.inflate(piece));
            }
            byte[] trailer = Arrays.copyOfRange(packed, packed.length - TRAILER, packed.length - TRAILER + 4);
            assertThat((trailer[0] & 0xFFL)
                            | (trailer[1] & 0xFFL) << 8
                            | (trailer[2] & 0xFFL) << 16
                            | (trailer[3] & 0xFFL) << 24)
                    .isEqualTo(sum.getValue());
            return inflater.getBytesRead();
        } finally {
            inflater.end();
        }
    }

    /** Bytes that can be packed, but are not all alike. */
    private static byte[] words(int length) {
        byte[] bytes = new byte[length];
        Random chance = new Random(length);
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('a' + chance.nextInt(1 + i % 20));
        }
        return bytes;
    }
}
