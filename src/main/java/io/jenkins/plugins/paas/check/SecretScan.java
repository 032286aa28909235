package io.jenkins.plugins.paas.check;

/** Finds secrets in the text of a file, and the lines that they begin in. */
final class SecretScan {
    private SecretScan() {}

    static void look(String path, String text, Inspected found) {
        SecretShape.find(text, (shape, offset) -> {
            // Lines are counted from the beginning, which a text made of tokens would make a long way.
            if (found.room(path)) {
                found.secret(shape.flaw(), path, line(text, offset), shape.what());
            }
        });
    }

    static int line(String text, int offset) {
        int line = 1;
        for (int at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
            line++;
        }
        return line;
    }
}
