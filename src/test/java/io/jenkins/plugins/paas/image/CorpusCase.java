package io.jenkins.plugins.paas.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Dockerfile with all that it needs, as the files in {@code src/test/resources/dockerfiles} describe it; their README says
 * how.
 *
 * @param name one sentence, alone of its kind
 * @param dockerfile the text
 * @param sections what stands below it, by header
 */
record CorpusCase(String name, String dockerfile, Map<String, String> sections) {
    private static final Pattern LINK = Pattern.compile("(\\S+) -> (.+)");
    private static final Pattern HARD_LINK = Pattern.compile("(\\S+) => (\\S+)");
    private static final Pattern PACK = Pattern.compile("pack (\\S+) from (\\S+?)(?: by (\\d+):(\\d+))?");
    private static final Pattern CAPABILITY = Pattern.compile("capability (\\S+) of (\\S+)");
    private static final Pattern FILE = Pattern.compile("(.+?)(/?)(?: ([0-7]{3,4}))?");
    private static final Set<String> NO_FILES = Set.of("base", "expect");

    /** All cases of all files. */
    static List<CorpusCase> all() throws IOException {
        List<CorpusCase> cases = new ArrayList<>();
        try (var files = Files.list(Path.of("src/test/resources/dockerfiles"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".cases"))
                    .sorted()
                    .toList()) {
                cases.addAll(read(file));
            }
        }
        return cases;
    }

    private static List<CorpusCase> read(Path file) throws IOException {
        String feature = file.getFileName().toString().replace(".cases", "");
        String[] parts = ("\n" + Files.readString(file)).split("\n=== ", -1);
        Map<String, String> shared = sections(parts[0]);
        List<CorpusCase> cases = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            int end = parts[i].indexOf('\n');
            Map<String, String> sections = new LinkedHashMap<>(shared);
            Map<String, String> own = sections(parts[i].substring(end));
            sections.putAll(own);
            cases.add(new CorpusCase(
                    feature + ": " + parts[i].substring(0, end),
                    sections.remove("").strip() + "\n",
                    sections));
        }
        return cases;
    }

    private static Map<String, String> sections(String text) {
        Map<String, String> sections = new LinkedHashMap<>();
        String[] parts = text.split("\n--- ", -1);
        sections.put("", parts[0]);
        for (int i = 1; i < parts.length; i++) {
            int end = parts[i].indexOf('\n');
            String header = end < 0 ? parts[i] : parts[i].substring(0, end);
            String body = end < 0 ? "" : parts[i].substring(end + 1);
            sections.put(header.strip(), body.isEmpty() || body.endsWith("\n") ? body : body + "\n");
        }
        return sections;
    }

    /** What is to come out, where that is said. */
    String expected() {
        return sections.getOrDefault("expect", "").strip();
    }

    Map<String, String> args() {
        Map<String, String> args = new LinkedHashMap<>();
        sections.keySet().stream()
                .filter(header -> header.startsWith("arg "))
                .map(header -> header.substring(4).split("=", 2))
                .forEach(pair -> args.put(pair[0], pair[1]));
        return args;
    }

    /** Whether files of it have extended attributes. */
    boolean hasAttributes() {
        return sections.keySet().stream().anyMatch(header -> header.startsWith("capability "));
    }

    /** Writes the build context and the Dockerfiles beside it. */
    void write(Path folder) throws IOException, InterruptedException {
        Path context = Files.createDirectories(folder.resolve("context"));
        Files.writeString(folder.resolve("Dockerfile"), dockerfile);
        for (Map.Entry<String, String> section : sections.entrySet()) {
            String header = section.getKey();
            if (header.equals("base")) {
                Files.writeString(folder.resolve("Dockerfile.base"), section.getValue());
            } else if (!NO_FILES.contains(header) && !header.startsWith("arg ") && !header.isEmpty()) {
                file(context, header, section.getValue());
            }
        }
    }

    private static void file(Path context, String header, String content) throws IOException, InterruptedException {
        Matcher link = LINK.matcher(header);
        Matcher hard = HARD_LINK.matcher(header);
        Matcher pack = PACK.matcher(header);
        Matcher capability = CAPABILITY.matcher(header);
        Matcher file = FILE.matcher(header);
        if (link.matches()) {
            Files.createSymbolicLink(parent(context.resolve(link.group(1))), Path.of(link.group(2)));
        } else if (hard.matches()) {
            Files.createLink(parent(context.resolve(hard.group(1))), context.resolve(hard.group(2)));
        } else if (pack.matches()) {
            run(
                    "tar",
                    "--create",
                    "--auto-compress",
                    "--sort=name",
                    "--owner=" + Optional.ofNullable(pack.group(3)).orElse("5"),
                    "--group=" + Optional.ofNullable(pack.group(4)).orElse("6"),
                    "--numeric-owner",
                    "--xattrs",
                    "--xattrs-include=security.capability",
                    "--file",
                    context.resolve(pack.group(1)).toString(),
                    "--directory",
                    context.resolve(pack.group(2)).toString(),
                    ".");
        } else if (capability.matches()) {
            run(
                    "setcap",
                    capability.group(1) + "=ep",
                    context.resolve(capability.group(2)).toString());
        } else if (file.matches()) {
            Path path = parent(context.resolve(file.group(1)));
            boolean folder = !file.group(2).isEmpty();
            if (folder) {
                Files.createDirectories(path);
            } else {
                Files.writeString(path, content);
            }
            mode(path, file.group(3) == null ? (folder ? "755" : "644") : file.group(3));
        } else {
            throw new IllegalArgumentException("unknown section: " + header);
        }
    }

    private static Path parent(Path path) throws IOException {
        Path missing = path.getParent();
        if (!Files.exists(missing)) {
            parent(missing);
            Files.createDirectory(missing);
            mode(missing, "755");
        }
        return path;
    }

    /** Not by the umask, which is another one on every machine. */
    private static void mode(Path path, String octal) throws IOException {
        int bits = Integer.parseInt(octal, 8);
        Files.setAttribute(path, "unix:mode", bits | (Files.isDirectory(path) ? 0040000 : 0100000));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
