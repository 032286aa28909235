package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Trusted;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds the certificate authorities that an App names: in files of its folder, or among those that this machine knows. */
final class TrustReader {
    private final KnownRoots known;
    private final Instant now;
    private final Problems problems = new Problems();
    private final List<Note> notes = new ArrayList<>();

    /** By name, then by fingerprint, so that the order in which they are named changes no byte of the image. */
    private final SortedMap<String, Authority> found = new TreeMap<>();

    private TrustReader(KnownRoots known, Instant now) {
        this.known = known;
        this.now = now;
    }

    /**
     * What was found.
     *
     * @param authorities each once, in an order of their own
     */
    record Found(List<Authority> authorities, List<Note> notes) {
        Found {
            authorities = List.copyOf(authorities);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Finds all of them.
     *
     * @param folder the App's
     * @param now the time that they are to be valid at
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_TRUST_FILE}, {@code E_TRUST_CERTIFICATE}, {@code
     *     E_TRUST_UNKNOWN}, {@code E_OUTSIDE_CONTEXT}, for everything that is wrong
     */
    static Found find(List<Trusted> named, Path folder, KnownRoots known, Instant now) {
        TrustReader reader = new TrustReader(known, now);
        TrustEntry.all(named, folder).forEach(each -> reader.problems.attempt(() -> reader.add(each)));
        reader.problems.refuse();
        return new Found(List.copyOf(reader.found.values()), reader.notes);
    }

    private void add(TrustEntry entry) {
        Optional<Path> file = entry.file();
        if (file.isPresent()) {
            entry.read(file.get()).forEach(each -> take(each.authority(), each.at()));
        } else {
            take(
                    entry.isFingerprint() ? byFingerprint(entry) : byName(entry),
                    entry.named().at().toString());
        }
    }

    private Authority byFingerprint(TrustEntry entry) {
        String digits = entry.text()
                .replaceFirst("(?i)^sha-?256[:= ]*", "")
                .replace(":", "")
                .toLowerCase(Locale.ROOT);
        return known.find(digits)
                .orElseThrow(
                        () -> entry.wrong(
                                "E_TRUST_UNKNOWN",
                                "no root that this machine knows has the SHA-256 fingerprint " + digits,
                                "check it with 'openssl x509 -noout -fingerprint -sha256', or put the certificate into a PEM file"));
    }

    private Authority byName(TrustEntry entry) {
        String text = entry.text();
        List<Authority> candidates = known.named(text);
        if (candidates.size() > 1) {
            throw entry.wrong(
                    "E_TRUST_UNKNOWN",
                    "several roots are called '" + text + "'",
                    "name one by its SHA-256 fingerprint: "
                            + candidates.stream()
                                    .sorted(Comparator.comparing(Authority::fingerprint))
                                    .map(each -> each.fingerprint() + " " + each.words())
                                    .collect(Collectors.joining(", ")));
        }
        return candidates.stream()
                .findFirst()
                .orElseThrow(() -> entry.wrong(
                        "E_TRUST_UNKNOWN",
                        "there is no file '" + text + "', and no root of this name that this machine knows",
                        Nearest.to(
                                        text,
                                        known.all().stream()
                                                .map(Authority::name)
                                                .toList())
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("name a PEM file below the folder of paas.yaml, such as certs/corp-root.pem")));
    }

    private void take(Authority authority, String at) {
        boolean first = found.put(authority.alias(), authority) == null;
        if (first) {
            authority.time(now).ifPresent(what -> notes.add(new Note("W_TRUST_TIME", at + ": " + what)));
        }
    }
}
