package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Sha256;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate that may be trusted to sign others.
 *
 * @param certificate the certificate
 */
record Authority(X509Certificate certificate) {
    private static final Pattern NAME = Pattern.compile("(?:^|,)(?:CN|OU|O)=((?:\\\\.|[^,])*)");

    /** Long enough for a release to reach all clusters, and for another certificate to be made. */
    private static final Duration SOON = Duration.ofDays(30);

    /** SHA-256 of the whole certificate, as 64 hexadecimal digits. */
    String fingerprint() {
        return Sha256.of(encoded());
    }

    /** DER. */
    byte[] encoded() {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("it was read from this encoding", e);
        }
    }

    /** The whole subject. */
    String subject() {
        return certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
    }

    /** What people call it: the first of common name, unit and organisation in its subject. */
    String name() {
        Matcher matcher = NAME.matcher(subject());
        return matcher.find() ? matcher.group(1).replaceAll("\\\\(.)", "$1") : subject();
    }

    /** For messages. */
    String words() {
        return "'" + name() + "' (sha256 " + fingerprint().substring(0, 16) + ", until " + day(end()) + ")";
    }

    /** Why it may not sign others; nothing when it may. */
    Optional<String> flaw() {
        boolean signsItself = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        if (certificate.getBasicConstraints() >= 0 || (certificate.getVersion() < 3 && signsItself)) {
            return Optional.empty();
        }
        return Optional.of(
                "'" + name() + "' is the certificate of a server or a person, not of a certificate authority");
    }

    /** What is wrong with its time, if anything is. */
    Optional<String> time(Instant now) {
        Instant begin = certificate.getNotBefore().toInstant();
        if (now.isBefore(begin)) {
            return Optional.of("'" + name() + "' is valid only from " + day(begin));
        }
        if (!now.isBefore(end())) {
            return Optional.of("'" + name() + "' expired on " + day(end()) + ", so nobody will believe what it signed");
        }
        return now.isBefore(end().minus(SOON))
                ? Optional.empty()
                : Optional.of("'" + name() + "' expires on " + day(end()));
    }

    private Instant end() {
        return certificate.getNotAfter().toInstant();
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** A name in a trust store that no other certificate has; Java wants small letters. */
    String alias() {
        return name().toLowerCase(Locale.ROOT) + " [" + fingerprint().substring(0, 16) + "]";
    }
}
