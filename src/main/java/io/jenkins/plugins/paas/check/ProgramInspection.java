package io.jenkins.plugins.paas.check;

import java.io.IOException;
import java.io.InputStream;

/** Searches a program for what linkers wrote into it, as it streams by; no more than two windows of it are held. */
final class ProgramInspection {
    /** More than what any linker writes of a program's parts. In bytes. */
    private static final int LONGEST = 1 << 20;

    private ProgramInspection() {}

    static void look(String path, long size, InputStream program, Inspected found) throws IOException {
        // With room for one byte more than a small program has, so that a window that is not full is the last one.
        byte[] window = new byte[(int) Math.min(size + 1, 2L * LONGEST)];
        int filled = program.readNBytes(window, 0, window.length);
        boolean go = false;
        boolean rust = false;
        while (true) {
            boolean last = filled < window.length;
            // Whatever begins behind this may not be whole yet.
            int sure = last ? filled : filled - LONGEST;
            go = go || GoModules.look(path, window, sure, filled, found);
            rust = rust || RustCrates.look(path, window, sure, filled, found);
            if (last || (go && rust)) {
                return;
            }
            System.arraycopy(window, sure, window, 0, filled - sure);
            filled -= sure;
            filled += program.readNBytes(window, filled, window.length - filled);
        }
    }
}
