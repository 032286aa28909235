package io.jenkins.plugins.paas.image;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/** What is in a layer, kept apart from its contents: reading a base anew for each build would take longer than the build. */
final class LayerList {
    private LayerList() {}

    static Writer write(Path file) throws IOException {
        return new Writer(new CheckedOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), new CRC32()));
    }

    /**
     * All entries, in their order.
     *
     * @throws IOException also when the file is not what was written
     */
    static List<TarEntry> read(Path file) throws IOException {
        List<TarEntry> entries = new ArrayList<>();
        CheckedInputStream checked =
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file)), new CRC32());
        try (DataInputStream in = new DataInputStream(checked)) {
            while (in.readBoolean()) {
                entries.add(new TarEntry(
                        in.readChar(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readInt(),
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        attributes(in)));
            }
            long sum = checked.getChecksum().getValue();
            if (in.readLong() != sum || in.read() >= 0) {
                throw new IOException(file + " is damaged");
            }
        }
        return entries;
    }

    private static Attributes attributes(DataInputStream in) throws IOException {
        SortedMap<String, String> values = new TreeMap<>();
        for (int count = in.readInt(); count > 0; count--) {
            values.put(in.readUTF(), in.readUTF());
        }
        return values.isEmpty() ? Attributes.NONE : new Attributes(values);
    }

    /** Writes a list; without {@link #close} it has no end and cannot be read. */
    static final class Writer implements AutoCloseable {
        private final CheckedOutputStream checked;
        private final DataOutputStream out;

        private Writer(CheckedOutputStream checked) {
            this.checked = checked;
            this.out = new DataOutputStream(checked);
        }

        void add(TarEntry entry) throws IOException {
            out.writeBoolean(true);
            out.writeChar(entry.type());
            out.writeUTF(entry.name());
            out.writeUTF(entry.link());
            out.writeInt(entry.mode());
            out.writeLong(entry.user());
            out.writeLong(entry.group());
            out.writeLong(entry.size());
            out.writeInt(entry.attributes().values().size());
            for (Map.Entry<String, String> each : entry.attributes().values().entrySet()) {
                out.writeUTF(each.getKey());
                out.writeUTF(each.getValue());
            }
        }

        @Override
        public void close() throws IOException {
            out.writeBoolean(false);
            out.writeLong(checked.getChecksum().getValue());
            out.close();
        }
    }
}
