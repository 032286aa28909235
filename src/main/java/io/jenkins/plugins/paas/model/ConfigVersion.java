package io.jenkins.plugins.paas.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One immutable state of an App's configuration files, kept as ConfigMap {@code <app>-config-v<number>}.
 *
 * @param app the App
 * @param number 1 or more, per App and namespace; the same content keeps its number
 * @param content what it holds
 */
public record ConfigVersion(AppName app, int number, Content content) {
    /** The ConfigMap's name. */
    public String objectName() {
        return app + "-config-v" + number;
    }

    /**
     * The files.
     *
     * @param files UTF-8 text by file name
     * @param hash SHA-256 over names and contents, 64 hexadecimal digits
     */
    public record Content(SortedMap<String, String> files, String hash) {
        public Content {
            files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        }

        /** Content with its hash, which does not depend on the order of the files. */
        public static Content of(SortedMap<String, String> files) {
            return new Content(
                    files,
                    Sha256.ofParts(files.entrySet().stream()
                            .flatMap(file -> Stream.of(file.getKey(), file.getValue()))
                            .toList()));
        }
    }
}
