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

/** What is in a layer, kept apart from its contents: unpacking a base anew for each build would take longer than the build. */
final class LayerList {
    private LayerList() {}

    static Writer write(Path file) throws IOException {
        return new Writer(new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file))));
    }

    /** All entries, in their order. */
    static List<TarEntry> read(Path file) throws IOException {
        List<TarEntry> entries = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (in.readBoolean()) {
                entries.add(new TarEntry(
                        in.readChar(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readInt(),
                        in.readLong(),
                        in.readLong(),
                        in.readLong()));
            }
        }
        return entries;
    }

    /** Writes a list; without {@link #close} it has no end and cannot be read. */
    static final class Writer implements AutoCloseable {
        private final DataOutputStream out;

        private Writer(DataOutputStream out) {
            this.out = out;
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
        }

        @Override
        public void close() throws IOException {
            out.writeBoolean(false);
            out.close();
        }
    }
}
