package io.jenkins.plugins.paas.model;

import java.util.regex.Pattern;

/**
 * A content digest.
 *
 * @param value {@code sha256:} and 64 hexadecimal digits
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests">OCI image spec, digests</a>
 */
public record Digest(String value) {
    private static final Pattern SHAPE = Pattern.compile("sha256:[0-9a-f]{64}");

    public Digest {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is no sha256 digest");
        }
    }

    /** That of some bytes. */
    public static Digest ofBytes(byte[] bytes) {
        return new Digest("sha256:" + Sha256.of(bytes));
    }

    /** The digits alone. */
    public String hex() {
        return value.substring("sha256:".length());
    }

    @Override
    public String toString() {
        return value;
    }
}
