package io.jenkins.plugins.paas.image;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Certificate authorities as the files that programs read; the same authorities give the same bytes on any machine. */
final class TrustFiles {
    private static final String DATA = "1.2.840.113549.1.7.1";
    private static final String CERTIFICATE_BAG = "1.2.840.113549.1.12.10.1.3";
    private static final String X509 = "1.2.840.113549.1.9.22.1";
    private static final String FRIENDLY_NAME = "1.2.840.113549.1.9.20";
    /** Without it Java takes a certificate for somebody's own, not for one to trust. */
    private static final String TRUSTED_KEY_USAGE = "2.16.840.1.113894.746875.1.1";

    private static final String ANY_USAGE = "2.5.29.37.0";
    private static final int LINE = 64;

    private TrustFiles() {}

    /** One PEM file, each certificate below its name. */
    static byte[] pem(List<Authority> authorities) {
        StringBuilder text = new StringBuilder();
        Base64.Encoder base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
        for (Authority each : authorities) {
            text.append("# ")
                    .append(each.subject().replaceAll("\\p{Cntrl}", " "))
                    .append('\n');
            text.append("-----BEGIN CERTIFICATE-----\n");
            text.append(base64.encodeToString(each.encoded()));
            text.append("\n-----END CERTIFICATE-----\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A trust store of Java as PKCS #12, neither encrypted nor sealed with a password, since there is no secret in it: Java reads
     * it with any password and with none, and nothing in it is random.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7292">RFC 7292</a>
     */
    static byte[] pkcs12(List<Authority> authorities) {
        byte[][] bags = authorities.stream().map(TrustFiles::bag).toArray(byte[][]::new);
        byte[] contents = data(Der.sequence(bags));
        return Der.sequence(Der.integer(3), data(Der.sequence(contents)));
    }

    private static byte[] bag(Authority authority) {
        byte[] certificate = Der.sequence(Der.object(X509), Der.explicit(Der.octets(authority.encoded())));
        return Der.sequence(
                Der.object(CERTIFICATE_BAG),
                Der.explicit(certificate),
                Der.set(
                        attribute(FRIENDLY_NAME, Der.bmpText(authority.alias())),
                        attribute(TRUSTED_KEY_USAGE, Der.object(ANY_USAGE))));
    }

    private static byte[] attribute(String name, byte[] value) {
        return Der.sequence(Der.object(name), Der.set(value));
    }

    private static byte[] data(byte[] content) {
        return Der.sequence(Der.object(DATA), Der.explicit(Der.octets(content)));
    }
}
