package io.jenkins.plugins.paas.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.jar.Manifest;

/**
 * An executable jar, taken apart. The parts have no entry in common, so that in this order on the class path they give the
 * same classes and resources as the whole.
 *
 * @param mainClass the class that is started
 * @param options options of the JVM that the manifest asks for, which only {@code java -jar} would read there
 * @param manifest the manifest of the part with the classes
 * @param classes the App's own classes: name in the new jar, name in the old one
 * @param resources the App's own other files
 * @param merged classes and files of libraries that were merged into the jar
 * @param libraries libraries that are jars of their own, in class path order
 * @param folders folders that the manifest's class path names, in its order
 */
record JarParts(
        String mainClass,
        List<String> options,
        Manifest manifest,
        SortedMap<String, String> classes,
        SortedMap<String, String> resources,
        SortedMap<String, String> merged,
        List<Library> libraries,
        Map<String, Path> folders) {

    /**
     * A library.
     *
     * @param file its name in the image, unique
     * @param content where it is
     * @param snapshot whether it may change under the same name
     */
    record Library(String file, Content content, boolean snapshot) {}

    /** Where a library is. */
    sealed interface Content {
        /** Within the executable jar. */
        record Nested(String entry) implements Content {}

        /** A file beside it. */
        record Beside(Path file) implements Content {}
    }
}
