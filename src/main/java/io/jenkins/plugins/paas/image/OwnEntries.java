package io.jenkins.plugins.paas.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Tells the App's own entries of a jar from those of libraries that were merged into it. Only the cut of the layers depends
 * on it, never what the App sees.
 */
final class OwnEntries {
    /** Where Maven and Gradle leave classes and resources, seen from the folder of the jar. */
    private static final List<String> OUTPUTS = List.of(
            "classes", "../classes/java/main", "../classes/kotlin/main", "../classes/groovy/main", "../resources/main");

    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/\\d+/");

    /** Packages of one owner share this many names, such as {@code com.example}. */
    private static final int OWNER_NAMES = 2;

    private final List<Path> outputs;
    private final String prefix;
    private final Set<String> foreignFolders;

    private OwnEntries(List<Path> outputs, String prefix, Set<String> foreignFolders) {
        this.outputs = outputs;
        this.prefix = prefix;
        this.foreignFolders = foreignFolders;
    }

    static OwnEntries of(OpenJar jar, String mainClass) {
        String main = mainClass.replace('.', '/');
        List<Path> outputs = OUTPUTS.stream()
                .map(name -> jar.file().resolveSibling(name).normalize())
                .filter(Files::isDirectory)
                .toList();
        if (outputs.stream().anyMatch(output -> Files.isRegularFile(output.resolve(main + ".class")))) {
            return new OwnEntries(outputs, "", Set.of());
        }
        String prefix = prefix(main);
        Set<String> foreign = new TreeSet<>();
        jar.names().stream()
                .filter(JarReader::isClass)
                .map(OwnEntries::unversioned)
                .filter(name -> !ownClass(name, prefix))
                .forEach(name -> foreign.add(folder(name)));
        return new OwnEntries(List.of(), prefix, foreign);
    }

    /** The first names of the main class's package. */
    private static String prefix(String main) {
        int end = -1;
        for (int i = 0; i < OWNER_NAMES; i++) {
            int next = main.indexOf('/', end + 1);
            if (next < 0) {
                break;
            }
            end = next;
        }
        return main.substring(0, end + 1);
    }

    private static boolean ownClass(String name, String prefix) {
        return prefix.isEmpty() ? name.indexOf('/') < 0 : name.startsWith(prefix);
    }

    boolean contains(String entry) {
        String name = unversioned(entry);
        if (!outputs.isEmpty()) {
            return outputs.stream().anyMatch(output -> Files.isRegularFile(output.resolve(entry)));
        }
        if (JarReader.isClass(name)) {
            return ownClass(name, prefix);
        }
        // Without a build's output beside it, other files are the App's unless they lie among a library's classes or,
        // in a jar that has libraries merged into it, under META-INF.
        return !foreignFolders.contains(folder(name)) && (foreignFolders.isEmpty() || !name.startsWith("META-INF/"));
    }

    private static String unversioned(String name) {
        return VERSIONED.matcher(name).replaceFirst("");
    }

    private static String folder(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }
}
