package io.jenkins.plugins.paas.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** Output to a reader that may have seen enough, such as {@code head}: what comes after goes nowhere, and is no failure. */
final class UntilClosed extends FilterOutputStream {
    private boolean closed;

    UntilClosed(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (closed) {
            return;
        }
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            // Java has no other sign of it than the system's words, and these have the word in other languages, too.
            if (!String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe")) {
                throw e;
            }
            closed = true;
        }
    }
}
