package io.jenkins.plugins.paas.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes out of a program what is never loaded: symbols, debugging information, comments. What is loaded keeps its place, byte by
 * byte, and sections keep their numbers, which symbols for the dynamic linker refer to. The same bytes give the same bytes, on any
 * machine, which no {@code strip} of whatever version promises.
 *
 * @see <a href="https://gabi.xinuos.com/elf/">System V ABI, ELF object files</a>
 */
final class ElfStrip {
    private static final int HEADER = 64;
    private static final int SECTION = 64;
    private static final int SEGMENT = 56;
    private static final int SEGMENTS_AT = 32;
    private static final int SECTIONS_AT = 40;
    private static final int SEGMENT_COUNT = 56;
    private static final int SECTION_COUNT = 60;
    private static final int NAMES_SECTION = 62;
    private static final int LINK = 40;
    private static final int NO_BITS = 8;
    private static final int STRINGS = 3;
    private static final long LOADED = 2;

    /** Beyond this, counts stand elsewhere. */
    private static final int MOST_SECTIONS = 0xff00;

    private static final String NAMES = ".shstrtab";

    private final byte[] program;
    private final ByteBuffer data;

    private ElfStrip(byte[] program) {
        this.program = program;
        this.data = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
    }

    private record Section(int name, int type, long flags, long offset, long size, int link, int header) {
        boolean loaded() {
            return (flags & LOADED) != 0;
        }

        long end() {
            return type == NO_BITS ? offset : offset + size;
        }
    }

    /**
     * The program without them.
     *
     * @param program a file in ELF format
     * @return the same array where nothing can be taken out safely: no 64-bit little-endian program or library, nothing to take out,
     *     or more behind its sections, which the program may read itself
     */
    static byte[] strip(byte[] program) {
        try {
            return new ElfStrip(program).without().orElse(program);
        } catch (IndexOutOfBoundsException | BufferUnderflowException | ArithmeticException e) {
            // Its numbers lead out of it; whoever runs it will see.
            return program;
        }
    }

    private Optional<byte[]> without() {
        int type = data.getShort(16);
        boolean runs = type == 2 || type == 3;
        int count = data.getShort(SECTION_COUNT) & 0xffff;
        if (data.get(4) != 2 || data.get(5) != 1 || !runs || count == 0 || count >= MOST_SECTIONS) {
            return Optional.empty();
        }
        int table = Math.toIntExact(data.getLong(SECTIONS_AT));
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sections.add(section(table + i * SECTION));
        }
        long end = Math.max(
                (long) table + (long) count * SECTION,
                sections.stream().mapToLong(Section::end).max().orElse(0));
        long kept = Math.max(
                segmentsEnd(),
                sections.stream()
                        .filter(Section::loaded)
                        .mapToLong(Section::end)
                        .max()
                        .orElse(0));
        if (Math.max(end, kept) < program.length || kept > program.length) {
            return Optional.empty();
        }
        return Optional.of(written(sections, Math.toIntExact(kept)));
    }

    private Section section(int at) {
        return new Section(
                data.getInt(at),
                data.getInt(at + 4),
                data.getLong(at + 8),
                data.getLong(at + 24),
                data.getLong(at + 32),
                data.getInt(at + LINK),
                at);
    }

    /** The end of whatever the kernel or the dynamic linker maps, and of the list of it. */
    private long segmentsEnd() {
        int count = data.getShort(SEGMENT_COUNT) & 0xffff;
        long table = data.getLong(SEGMENTS_AT);
        long end = Math.max(HEADER, table + (long) count * SEGMENT);
        for (int i = 0; i < count; i++) {
            int at = Math.toIntExact(table + (long) i * SEGMENT);
            end = Math.max(end, data.getLong(at + 8) + data.getLong(at + 32));
        }
        return end;
    }

    /** The bytes up to {@code kept}, then the names of the sections that are left, then their table. */
    private byte[] written(List<Section> sections, int kept) {
        int last = 0;
        for (int i = 0; i < sections.size(); i++) {
            last = sections.get(i).loaded() ? i : last;
        }
        StringBuilder names = new StringBuilder("\0");
        int table = last + 2;
        ByteBuffer headers = ByteBuffer.allocate(table * SECTION).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i <= last; i++) {
            Section section = sections.get(i);
            if (section.loaded()) {
                headers.put(i * SECTION, program, section.header(), SECTION).putInt(i * SECTION, names.length());
                names.append(name(sections, section)).append('\0');
                if (!sections.get(section.link()).loaded()) {
                    // A static program's table of functions to choose from points to the symbols that are gone.
                    headers.putInt(i * SECTION + LINK, 0);
                }
            }
        }
        int own = (last + 1) * SECTION;
        headers.putInt(own, names.length()).putInt(own + 4, STRINGS);
        names.append(NAMES).append('\0');
        byte[] text = names.toString().getBytes(StandardCharsets.ISO_8859_1);
        headers.putLong(own + 24, kept).putLong(own + 32, text.length).putLong(own + 48, 1);
        int at = Math.addExact(kept, text.length) + 7 & ~7;
        ByteBuffer result = ByteBuffer.allocate(at + headers.capacity()).order(ByteOrder.LITTLE_ENDIAN);
        result.put(0, program, 0, kept).put(kept, text).put(at, headers.array());
        result.putLong(SECTIONS_AT, at).putShort(SECTION_COUNT, (short) table).putShort(NAMES_SECTION, (short)
                (last + 1));
        return result.array();
    }

    private String name(List<Section> sections, Section section) {
        Section names = sections.get(data.getShort(NAMES_SECTION) & 0xffff);
        int from = Math.toIntExact(names.offset() + section.name());
        int to = from;
        while (program[to] != 0) {
            to++;
        }
        return new String(program, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
