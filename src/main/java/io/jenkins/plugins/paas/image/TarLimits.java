package io.jenkins.plugins.paas.image;

import java.io.IOException;

/** How much an archive or a layer may hold; what is larger is made to fill the disk or the memory of whoever reads it. */
public final class TarLimits {
    /** More than there are in any image. */
    private static final int MOST_ENTRIES = 1_000_000;

    /** No system has a longer path. In characters. */
    private static final int LONGEST_NAME = 4096;

    /** More than most file systems have room for beside a file. In bytes. */
    private static final int LARGEST_ATTRIBUTES = 4096;

    /** Text seldom packs better than 1:30; a bomb reaches 1:1000. */
    private static final long HIGHEST_RATIO = 200;

    /** In bytes. */
    private static final long ALWAYS_ALLOWED = 64L << 20;

    private int entries;

    /** How many bytes a packed file may unpack to. */
    public static long unpacked(long packed) {
        return packed * HIGHEST_RATIO + ALWAYS_ALLOWED;
    }

    /** Counts an entry; returns its number, from 1. */
    public int count(TarEntry entry) throws IOException {
        if (entry.name().length() > LONGEST_NAME || entry.link().length() > LONGEST_NAME) {
            throw new IOException("a name is longer than any on Linux");
        }
        if (entry.attributes().size() > LARGEST_ATTRIBUTES) {
            throw new IOException("the extended attributes of '" + entry.name() + "' are larger than 4 KiB");
        }
        if (++entries > MOST_ENTRIES) {
            throw new IOException("it has more than " + MOST_ENTRIES + " entries");
        }
        return entries;
    }
}
