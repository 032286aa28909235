package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.JarParts.Library;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/** Finds out of what kind an executable jar is, and takes it apart. */
final class JarReader {
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/(?:[^/]+\\.(?:SF|DSA|RSA|EC)|SIG-[^/]*)");
    private static final String INDEX = "META-INF/INDEX.LIST";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private JarReader() {}

    /**
     * Takes a jar apart.
     *
     * @param jar it
     * @param folder the App's folder, which nothing may lie outside of
     */
    static JarParts read(OpenJar jar, Path folder) {
        if (jar.has("WEB-INF/") || jar.names().stream().anyMatch(name -> name.startsWith("WEB-INF/lib"))) {
            throw Failures.of(
                    "E_ARTIFACT_INVALID",
                    jar.file() + " is a web archive, which the template cannot start",
                    "package the App as an executable jar, or write a Dockerfile and name it with 'dockerfile:'");
        }
        return SpringBootJar.is(jar) ? SpringBootJar.parts(jar) : PlainJar.parts(jar, folder);
    }

    /** What a jar no longer needs once it was taken apart: signatures, its index, and the manifest, which is made anew. */
    static boolean leftover(String name) {
        return SIGNATURE.matcher(name).matches() || name.equals(INDEX) || name.equalsIgnoreCase(MANIFEST);
    }

    static RuntimeException noMainClass(OpenJar jar, String attribute, String hint) {
        return Failures.of("E_ARTIFACT_INVALID", jar.file() + " names no " + attribute + " in its manifest", hint);
    }

    /** The manifest without what holds for the whole jar only. */
    static Manifest manifest(OpenJar jar) {
        Manifest copy = new Manifest(jar.manifest());
        Attributes main = copy.getMainAttributes();
        main.keySet().removeIf(key -> {
            String name = key.toString();
            return name.equals("Class-Path")
                    || name.equals("Main-Class")
                    || name.equals("Start-Class")
                    || name.equals("Sealed")
                    || name.startsWith("Spring-Boot-");
        });
        main.putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
        copy.getEntries()
                .values()
                .forEach(section ->
                        section.keySet().removeIf(key -> key.toString().matches("(?i).*-Digest(-Manifest.*)?|Magic")));
        copy.getEntries().values().removeIf(Map::isEmpty);
        return copy;
    }

    /** What {@code java -jar} reads in the manifest and {@code java -cp} does not. */
    static List<String> options(OpenJar jar) {
        List<String> options = new ArrayList<>();
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("Add-Exports", "--add-exports");
        attributes.put("Add-Opens", "--add-opens");
        attributes.forEach((attribute, option) -> jar.attribute(attribute).ifPresent(value -> {
            for (String target : value.split("\\s+", -1)) {
                options.add(option);
                options.add(target + "=ALL-UNNAMED");
            }
        }));
        jar.attribute("Enable-Native-Access").ifPresent(value -> options.add("--enable-native-access=" + value));
        return options;
    }

    /** File names, each used once: a library that shares its name with an earlier one gets a number. */
    static String unique(String name, List<Library> taken) {
        String candidate = name;
        int number = 2;
        while (isTaken(candidate, taken)) {
            candidate = number++ + "-" + name;
        }
        return candidate;
    }

    private static boolean isTaken(String name, List<Library> taken) {
        return taken.stream().anyMatch(library -> library.file().equals(name));
    }

    /** Whether a library of this name may change without its name changing. */
    static boolean snapshot(String file) {
        return file.contains("-SNAPSHOT") || file.matches(".*-\\d{8}\\.\\d{6}-\\d+.*");
    }

    /** Sorts a jar's own entries into classes and resources. */
    static boolean isClass(String name) {
        return name.endsWith(".class");
    }

    /**
     * Adds folder entries to each part that has something in them. Programs that look for classes in packages need them.
     *
     * @param folders name in the new jar, name in the old one
     */
    static void addFolders(Map<String, String> folders, List<NavigableMap<String, String>> parts) {
        folders.forEach((folder, entry) -> {
            boolean used = false;
            for (NavigableMap<String, String> part : parts) {
                String next = part.higherKey(folder);
                if (next != null && next.startsWith(folder)) {
                    part.put(folder, entry);
                    used = true;
                }
            }
            if (!used) {
                parts.get(1).put(folder, entry);
            }
        });
    }
}
