package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Trusted;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of {@code build.trust}. Whatever is wrong with it is told where it stands.
 *
 * @param named what it says
 * @param index its place in the list
 * @param folder the App's
 */
record TrustEntry(Trusted named, int index, Path folder) {
    private static final Pattern FILE = Pattern.compile("(?i).*/.*|.*\\.(pem|crt|cer|cert|der|p12|jks)");
    private static final Pattern FINGERPRINT = Pattern.compile("(?i)(sha-?256[:= ]*)?([0-9a-f]{2}:?){31}[0-9a-f]{2}");

    /** All lines of the list. */
    static List<TrustEntry> all(List<Trusted> named, Path folder) {
        List<TrustEntry> all = new ArrayList<>();
        named.forEach(each -> all.add(new TrustEntry(each, all.size(), folder)));
        return all;
    }

    String text() {
        return named.text().strip();
    }

    boolean isFingerprint() {
        return FINGERPRINT.matcher(text()).matches();
    }

    /** The file that it means, which need not be there; nothing where it means a known root. */
    Optional<Path> file() {
        if (isFingerprint()) {
            return Optional.empty();
        }
        try {
            Path file = folder.resolve(text());
            return FILE.matcher(text()).matches() || Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * An authority of a file.
     *
     * @param at where it begins
     */
    record Placed(Authority authority, String at) {}

    /**
     * The authorities of the file.
     *
     * @throws PaasException {@code E_TRUST_FILE}, {@code E_TRUST_CERTIFICATE} for each certificate that is none of an authority,
     *     {@code E_OUTSIDE_CONTEXT}
     */
    List<Placed> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw wrong(
                    "E_TRUST_FILE",
                    "there is no file " + file,
                    "name a PEM file below the folder of paas.yaml, or a root by its name or SHA-256 fingerprint");
        }
        if (!Files.isReadable(file)) {
            throw wrong("E_TRUST_FILE", file + " cannot be read", "see who may read it");
        }
        try {
            Artifacts.inside(folder, file);
            return authorities(PemFile.read(file, named.text()));
        } catch (PaasException e) {
            throw e.getCause() == null ? here(e) : e;
        }
    }

    private static List<Placed> authorities(List<PemFile.Placed> certificates) {
        Problems problems = new Problems();
        List<Placed> found = new ArrayList<>();
        for (PemFile.Placed placed : certificates) {
            Authority authority = new Authority(placed.certificate());
            authority
                    .flaw()
                    .ifPresent(flaw -> problems.attempt(() -> {
                        throw Failures.at(
                                placed.at(),
                                "E_TRUST_CERTIFICATE",
                                flaw,
                                "name the certificate of the authority that signed it: 'openssl x509 -noout -issuer' tells which");
                    }));
            found.add(new Placed(authority, placed.at().toString()));
        }
        problems.refuse();
        return found;
    }

    /** Something is wrong with it. */
    PaasException wrong(String code, String what, String hint) {
        return new PaasException(Outcome.INVALID, Problem.at(named.at(), path(), code, what, hint));
    }

    /** What is wrong in the file is told here as well, with its place there. */
    private PaasException here(PaasException inFile) {
        return new PaasException(
                Outcome.INVALID,
                inFile.problems().stream()
                        .map(problem -> Problem.at(
                                named.at(),
                                path(),
                                problem.code(),
                                problem.where().map(at -> at + " ").orElse("") + problem.what(),
                                problem.hint()))
                        .toList());
    }

    private String path() {
        return "build.trust[" + index + "]";
    }
}
