package io.jenkins.plugins.paas.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The public certificate authorities that this machine knows: those of Java and those of its system. */
public final class KnownRoots {
    private static final char[] USUAL_PASSWORD = "changeit".toCharArray();

    private final Path java;
    private final List<Path> bundles;

    /** By fingerprint; empty until somebody asks. */
    private Optional<Map<String, Authority>> read = Optional.empty();

    /**
     * Those of these files; a file that is not there knows none.
     *
     * @param java a trust store of Java
     * @param bundles files with PEM
     */
    public KnownRoots(Path java, List<Path> bundles) {
        this.java = java;
        this.bundles = List.copyOf(bundles);
    }

    /** All that are known. */
    Collection<Authority> all() {
        return byFingerprint().values();
    }

    /** The one with this SHA-256 fingerprint, 64 small hexadecimal digits. */
    Optional<Authority> find(String fingerprint) {
        return Optional.ofNullable(byFingerprint().get(fingerprint));
    }

    /** Those of this name; two authorities may have the same. */
    List<Authority> named(String name) {
        return all().stream()
                .filter(each ->
                        each.name().equalsIgnoreCase(name) || each.subject().equalsIgnoreCase(name))
                .toList();
    }

    private Map<String, Authority> byFingerprint() {
        if (read.isEmpty()) {
            Map<String, Authority> all = new LinkedHashMap<>();
            for (Path bundle : bundles) {
                if (Files.isReadable(bundle)) {
                    PemFile.read(bundle, bundle.toString()).forEach(each -> add(all, each.certificate()));
                }
            }
            javas().forEach(each -> add(all, each));
            read = Optional.of(Collections.unmodifiableMap(all));
        }
        return read.get();
    }

    private static void add(Map<String, Authority> all, X509Certificate certificate) {
        Authority authority = new Authority(certificate);
        all.putIfAbsent(authority.fingerprint(), authority);
    }

    private List<X509Certificate> javas() {
        if (!Files.isReadable(java)) {
            return List.of();
        }
        try {
            List<X509Certificate> open = certificates(KeyStore.getInstance(java.toFile(), (char[]) null));
            // Where the certificates are encrypted, there seem to be none without the password that everybody knows.
            return open.isEmpty() ? certificates(KeyStore.getInstance(java.toFile(), USUAL_PASSWORD)) : open;
        } catch (IOException e) {
            throw Failures.unreadable(java, e);
        } catch (GeneralSecurityException e) {
            throw Failures.unreadable(java, new IOException(e));
        }
    }

    private static List<X509Certificate> certificates(KeyStore store) throws GeneralSecurityException {
        List<X509Certificate> found = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                found.add(certificate);
            }
        }
        return found;
    }
}
