package io.jenkins.plugins.paas.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder of source code, read with care: whatever is in it may be missing, huge or odd. */
final class Checkout {
    /** A name that no shell and no YAML takes for anything else. */
    static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_PARENTS = 30;

    private final Path folder;

    Checkout(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** A folder in it; there need be none. */
    Checkout below(String path) {
        return new Checkout(folder.resolve(path));
    }

    boolean has(String file) {
        return Files.isRegularFile(folder.resolve(file));
    }

    /** A file's text, its first mebibyte; empty when there is no such file, or none that we may read. */
    String text(String file) {
        return text(folder.resolve(file));
    }

    private static String text(Path file) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** What the pattern's first group finds in a file. */
    Optional<String> find(String file, Pattern pattern) {
        return find(pattern, text(file));
    }

    static Optional<String> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The folder's own name. */
    String name() {
        Path name = folder.getFileName();
        return name == null ? "" : name.toString();
    }

    /** Whether a file with that ending lies in the folder or in its {@code src}. */
    boolean hasSource(String... endings) {
        return Stream.of(".", "src")
                .anyMatch(place -> Stream.of(endings)
                        .anyMatch(ending -> !files(place, ending).isEmpty()));
    }

    /** The names of the files in {@code within} that end so. */
    List<String> files(String within, String ending) {
        return names(
                within, path -> Files.isRegularFile(path) && path.toString().endsWith(ending));
    }

    /** The names of the folders in {@code within}. */
    List<String> folders(String within) {
        return names(within, Files::isDirectory);
    }

    private List<String> names(String within, Predicate<Path> wanted) {
        Path place = folder.resolve(within);
        if (!Files.isDirectory(place) || !Files.isReadable(place)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(place)) {
            return all.filter(wanted)
                    .map(each -> each.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + place, e);
        }
    }

    /** The group in the address of Git's remote: {@code trade} of {@code git@example.com:trade/orders.git}. */
    Optional<String> group() {
        Path at = folder;
        for (int i = 0; i < MOST_PARENTS && at != null; i++) {
            Path config = at.resolve(".git").resolve("config");
            if (Files.isRegularFile(config)) {
                return find(Pattern.compile("(?m)^\\s*url\\s*=\\s*\\S*[:/]([^/:\\s]+)/[^/\\s]+?/?\\s*$"), text(config));
            }
            at = at.getParent();
        }
        return Optional.empty();
    }
}
