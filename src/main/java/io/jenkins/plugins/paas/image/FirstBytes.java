package io.jenkins.plugins.paas.image;

/** What a file begins with, which tells what it is. */
public final class FirstBytes {
    private FirstBytes() {}

    /**
     * Whether they begin so.
     *
     * @param content the first bytes of a file; fewer than those of the mark begin with no mark
     * @param mark bytes from 0 to 255
     */
    public static boolean are(byte[] content, int... mark) {
        if (content.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((content[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
