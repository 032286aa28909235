import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the compiler has written. What takes a file's place is as old as that: else the compiler would take the class for changed by
 * somebody, and compile all anew.
 *
 * @param folder such as {@code target/classes}
 */
record ClassFiles(Path folder) {
    private static final String END = ".class";

    /** The names of the classes in which a name stands, as the JVM writes them: {@code java/lang/Object}. */
    List<String> thatNeed(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(END))
                    .filter(file -> contains(file, name))
                    .map(file -> folder.relativize(file).toString())
                    .map(path -> path.substring(0, path.length() - END.length()))
                    .toList();
        }
    }

    private static boolean contains(Path file, String name) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] read(String name) throws IOException {
        return Files.readAllBytes(file(name));
    }

    void replace(String name, byte[] content) throws IOException {
        write(file(name), content, Files.getLastModifiedTime(file(name)));
    }

    /** Puts classes beside one, in place of all whose names begin as said. */
    void putBeside(String name, String beginning, Map<String, byte[]> classes) throws IOException {
        Path beside = file(name);
        FileTime written = Files.getLastModifiedTime(beside);
        String start = beginning.substring(beginning.lastIndexOf('/') + 1);
        try (DirectoryStream<Path> before = Files.newDirectoryStream(
                beside.getParent(), file -> file.getFileName().toString().startsWith(start))) {
            for (Path file : before) {
                Files.delete(file);
            }
        }
        for (Map.Entry<String, byte[]> each : classes.entrySet()) {
            write(file(each.getKey()), each.getValue(), written);
        }
    }

    private Path file(String name) {
        return folder.resolve(name + END);
    }

    private static void write(Path file, byte[] content, FileTime written) throws IOException {
        Files.write(file, content);
        Files.setLastModifiedTime(file, written);
    }
}
