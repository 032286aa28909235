package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ElfStripTest {
    private static final int CODE = 120;
    private static final int SYMBOLS = 128;
    private static final int NAMES = 176;
    private static final int TABLE = 208;

    /** A header, one segment, code, symbols, names, and the table of four sections. */
    private static byte[] program() {
        ByteBuffer elf = ByteBuffer.allocate(TABLE + 4 * 64).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1})
                .putShort(16, (short) 2)
                .putShort(18, (short) 62);
        elf.putLong(32, 64).putLong(40, TABLE).putShort(54, (short) 56).putShort(56, (short) 1);
        elf.putShort(58, (short) 64).putShort(60, (short) 4).putShort(62, (short) 3);
        elf.putInt(64, 1).putLong(72, 0).putLong(96, CODE + 8);
        elf.put(CODE, "codecode".getBytes(StandardCharsets.US_ASCII));
        elf.put(NAMES, "\0.text\0.symtab\0.shstrtab\0".getBytes(StandardCharsets.US_ASCII));
        section(elf, 1, 1, 1, 2, CODE, 8);
        section(elf, 2, 7, 2, 0, SYMBOLS, 48);
        section(elf, 3, 15, 3, 0, NAMES, 32);
        return elf.array();
    }

    private static void section(ByteBuffer elf, int index, int name, int type, int flags, int offset, int size) {
        int at = TABLE + index * 64;
        elf.putInt(at, name)
                .putInt(at + 4, type)
                .putLong(at + 8, flags)
                .putLong(at + 24, offset)
                .putLong(at + 32, size);
    }

    @Test
    void keepsWhatIsLoadedAndDropsWhatIsNot() {
        byte[] before = program();
        byte[] after = ElfStrip.strip(before);

        assertThat(after).hasSizeLessThan(before.length);
        assertThat(Arrays.copyOfRange(after, CODE, CODE + 8))
                .containsExactly("codecode".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer elf = ByteBuffer.wrap(after).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(elf.getShort(60)).isEqualTo((short) 3);
        assertThat(new String(after, StandardCharsets.ISO_8859_1))
                .contains(".text", ".shstrtab")
                .doesNotContain(".symtab");
        assertThat(elf.getLong(40) + 3 * 64).isEqualTo(after.length);
    }

    @Test
    void givesTheSameBytesAgainAndChangesThemNoMore() {
        byte[] once = ElfStrip.strip(program());

        assertThat(ElfStrip.strip(program())).containsExactly(once);
        assertThat(ElfStrip.strip(once)).containsExactly(once);
    }

    @Test
    void leavesAProgramAloneThatCarriesMoreBehindItsSections() {
        byte[] packed = Arrays.copyOf(program(), program().length + 1);

        assertThat(ElfStrip.strip(packed)).isSameAs(packed);
    }

    @Test
    void bearsWhateverElseBeginsLikeAProgram() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = Arrays.copyOf(program(), 64 + random.nextInt(program().length - 63));
            for (int change = random.nextInt(6); change >= 0; change--) {
                broken[4 + random.nextInt(broken.length - 4)] = (byte) random.nextInt();
            }
            assertThat(ElfStrip.strip(broken).length).isLessThanOrEqualTo(broken.length + 64 * 8);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void keepsEveryLoadedByteOfARealLibrary() throws IOException {
        byte[] before = Files.readAllBytes(Path.of(System.getProperty("java.home"), "lib", "server", "libjvm.so"));
        byte[] after = ElfStrip.strip(before);

        ByteBuffer elf = ByteBuffer.wrap(before).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < elf.getShort(56); i++) {
            int segment = (int) elf.getLong(32) + i * 56;
            // The header says where sections are, and so changes.
            int from = Math.max(64, (int) elf.getLong(segment + 8));
            int to = (int) (elf.getLong(segment + 8) + elf.getLong(segment + 32));
            assertThat(Arrays.equals(before, from, Math.max(from, to), after, from, Math.max(from, to)))
                    .isTrue();
        }
    }
}
