package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The certificates of a PEM file. Text around them is left alone, as OpenSSL does.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
 */
final class PemFile {
    /** No bundle is larger. In bytes. */
    private static final long LARGEST = 8 << 20;

    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*");
    private static final String CERTIFICATE = "CERTIFICATE";

    private final String name;
    private final List<String> lines;

    private PemFile(String name, List<String> lines) {
        this.name = name;
        this.lines = lines;
    }

    /**
     * A certificate and where it begins.
     *
     * @param at in its file
     */
    record Placed(X509Certificate certificate, Location at) {}

    /**
     * All certificates of a file, in its order.
     *
     * @param name of the file as the user knows it
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_TRUST_FILE} with the line
     */
    static List<Placed> read(Path file, String name) {
        try {
            if (Files.size(file) > LARGEST) {
                throw refused(new Location(name, 1, 1), "it is larger than any bundle of certificates");
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return new PemFile(name, text.lines().toList()).certificates();
        } catch (IOException e) {
            throw Failures.unreadable(file, e);
        }
    }

    private List<Placed> certificates() {
        List<Placed> found = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            Matcher begin = BEGIN.matcher(lines.get(line));
            if (!begin.matches()) {
                continue;
            }
            Location at = new Location(name, line + 1, 1);
            String label = begin.group(1);
            if (label.contains("PRIVATE KEY")) {
                throw Failures.at(
                        at,
                        "E_TRUST_FILE",
                        "there is a private key in it",
                        "keep the key secret, make a new one if this file was ever shared, and leave the certificate alone here");
            }
            int end = end(line, label, at);
            if (label.equals(CERTIFICATE)) {
                found.add(new Placed(certificate(lines.subList(line + 1, end), at), at));
            } else {
                throw refused(at, "it has a " + label + ", where a CERTIFICATE is meant");
            }
            line = end;
        }
        if (found.isEmpty()) {
            throw refused(new Location(name, 1, 1), "there is no certificate in PEM in it");
        }
        return found;
    }

    private int end(int begin, String label, Location at) {
        String end = "-----END " + label + "-----";
        for (int line = begin + 1; line < lines.size(); line++) {
            if (lines.get(line).strip().equals(end)) {
                return line;
            }
        }
        throw refused(at, "the line '" + end + "' is missing");
    }

    private static X509Certificate certificate(List<String> body, Location at) {
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(String.join("", body).replaceAll("\\s", "").getBytes(StandardCharsets.ISO_8859_1));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
        } catch (CertificateException | IllegalArgumentException e) {
            throw refused(at, "this certificate is damaged");
        }
    }

    private static RuntimeException refused(Location at, String what) {
        return Failures.at(
                at,
                "E_TRUST_FILE",
                what,
                "a PEM file begins with -----BEGIN CERTIFICATE-----; from DER: openssl x509 -inform der -in FILE -out FILE.pem");
    }
}
