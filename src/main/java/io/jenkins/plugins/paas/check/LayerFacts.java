package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.model.ImageFlaw;
import io.jenkins.plugins.paas.model.SoftwarePackage;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a layer holds, as far as checks need it; it depends on the layer's bytes alone.
 *
 * @param entries its files, folders, links and marks of removed files
 * @param secrets what it should not hold
 * @param packages what its files say is installed
 * @param users numbers of users by their names, by {@code /etc/passwd}; empty where the layer has none
 * @param system what {@code os-release} says; empty where the layer has none
 */
public record LayerFacts(
        List<Entry> entries,
        List<Secret> secrets,
        List<Installed> packages,
        Map<String, Long> users,
        Map<String, String> system) {
    /** Nothing. */
    public static final LayerFacts EMPTY = new LayerFacts(List.of(), List.of(), List.of(), Map.of(), Map.of());

    public LayerFacts {
        entries = List.copyOf(entries);
        secrets = List.copyOf(secrets);
        packages = List.copyOf(packages);
        users = Collections.unmodifiableMap(new TreeMap<>(users));
        system = Collections.unmodifiableMap(new TreeMap<>(system));
    }

    /** What an entry is. */
    enum Kind {
        FILE,
        FOLDER,
        LINK,
        /** Marks that a file of the layers below is gone. */
        REMOVED,
        /** Marks that all of a folder in the layers below is gone. */
        EMPTIED,
        OTHER
    }

    /**
     * An entry.
     *
     * @param path from the root, without a slash at its end; for a mark the path of what is gone
     * @param kind what it is
     * @param mode permission bits
     * @param owner the user's number
     * @param size in bytes
     * @param capabilities of a program's file; empty for most
     */
    record Entry(String path, Kind kind, int mode, long owner, long size, List<String> capabilities) {
        Entry {
            capabilities = List.copyOf(capabilities);
        }

        /** One without capabilities. */
        Entry(String path, Kind kind, int mode, long owner, long size) {
            this(path, kind, mode, owner, size, List.of());
        }
    }

    /**
     * Something that belongs to nobody but its owner. The secret itself is never kept.
     *
     * @param flaw which kind of flaw it is
     * @param path the file; what lies in an archive comes after {@code !}
     * @param line the line, from 1
     * @param what what it is, in words
     */
    record Secret(ImageFlaw flaw, String path, int line, String what) {}

    /**
     * A package.
     *
     * @param path the file that says so
     * @param software the package
     */
    record Installed(String path, SoftwarePackage software) {}
}
