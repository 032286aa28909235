package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.JarParts.Content;
import io.jenkins.plugins.paas.image.JarParts.Library;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An executable jar as Spring Boot makes it: libraries as jars within the jar.
 *
 * @see <a href="https://docs.spring.io/spring-boot/specification/executable-jar/nested-jars.html">Spring Boot, nested jars</a>
 */
final class SpringBootJar {
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final Pattern QUOTED = Pattern.compile("^\\s*-\\s*\"([^\"]*)\"\\s*:?\\s*$");

    private SpringBootJar() {}

    static boolean is(OpenJar jar) {
        boolean declared = jar.attribute("Start-Class").isPresent()
                && jar.attribute("Spring-Boot-Version").isPresent();
        return declared || jar.names().stream().anyMatch(name -> name.startsWith("BOOT-INF/"));
    }

    static JarParts parts(OpenJar jar) {
        String mainClass = jar.attribute("Start-Class")
                .orElseThrow(() -> JarReader.noMainClass(
                        jar, "Start-Class", "set mainClass of the Spring Boot plugin, or keep one main method only"));
        String classes = jar.attribute("Spring-Boot-Classes").orElse(CLASSES);
        TreeMap<String, String> own = new TreeMap<>();
        TreeMap<String, String> resources = new TreeMap<>();
        TreeMap<String, String> folders = new TreeMap<>();
        for (String entry : jar.names()) {
            boolean outer = entry.startsWith("META-INF/");
            String name = outer ? entry : entry.startsWith(classes) ? entry.substring(classes.length()) : "";
            if (name.isEmpty() || JarReader.leftover(name) || (outer && loader(name))) {
                continue;
            }
            if (outer && jar.has(classes + name)) {
                continue;
            }
            if (name.endsWith("/")) {
                folders.put(name, entry);
            } else {
                (JarReader.isClass(name) ? own : resources).put(name, entry);
            }
        }
        JarReader.addFolders(folders, List.of(own, resources));
        return new JarParts(
                mainClass,
                JarReader.options(jar),
                JarReader.manifest(jar),
                own,
                resources,
                new TreeMap<>(),
                libraries(jar),
                Map.of());
    }

    /** The loader's own services name classes that are left out. */
    private static boolean loader(String name) {
        return name.startsWith("META-INF/services/");
    }

    /** In the order of {@code classpath.idx}; what it does not name comes after it. */
    private static List<Library> libraries(OpenJar jar) {
        String folder = jar.attribute("Spring-Boot-Lib").orElse(LIBRARIES);
        Set<String> ordered = new LinkedHashSet<>();
        String index = jar.attribute("Spring-Boot-Classpath-Index").orElse("BOOT-INF/classpath.idx");
        for (String line : jar.text(index).split("\n", -1)) {
            Matcher entry = QUOTED.matcher(line);
            if (entry.matches()) {
                String name = entry.group(1);
                ordered.add(name.contains("/") ? name : folder + name);
            }
        }
        ordered.removeIf(name -> !jar.has(name));
        jar.names().stream()
                .filter(name -> name.startsWith(folder) && name.endsWith(".jar"))
                .forEach(ordered::add);
        Set<String> changing = changing(jar);
        List<Library> libraries = new ArrayList<>();
        for (String entry : ordered) {
            String file = entry.substring(entry.lastIndexOf('/') + 1);
            boolean snapshot = JarReader.snapshot(file) || changing.contains(entry);
            libraries.add(new Library(JarReader.unique(file, libraries), new Content.Nested(entry), snapshot));
        }
        return libraries;
    }

    /** What {@code layers.idx} puts into layers that change more often than dependencies do. */
    private static Set<String> changing(OpenJar jar) {
        Set<String> changing = new TreeSet<>();
        String layer = "";
        String index = jar.attribute("Spring-Boot-Layers-Index").orElse("BOOT-INF/layers.idx");
        for (String line : jar.text(index).split("\n", -1)) {
            Matcher entry = QUOTED.matcher(line);
            if (!entry.matches()) {
                continue;
            }
            if (line.stripTrailing().endsWith(":")) {
                layer = entry.group(1);
            } else if (layer.equals("snapshot-dependencies") || layer.equals("application")) {
                changing.add(entry.group(1));
            }
        }
        return changing;
    }
}
