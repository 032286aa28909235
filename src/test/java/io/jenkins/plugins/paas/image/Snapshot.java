package io.jenkins.plugins.paas.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** An image as text, one line for each file and setting, so that two can be compared by reading. */
final class Snapshot {
    private final List<String> lines = new ArrayList<>();

    private Snapshot() {}

    static String of(ImageFiles files, ImageConfig config) throws IOException {
        Snapshot snapshot = new Snapshot();
        for (Map.Entry<String, Node> file : files.all().entrySet()) {
            Node node = file.getValue();
            String what = node instanceof Node.Folder ? "folder" : "";
            if (node instanceof Node.File content) {
                what = content(content.content());
                snapshot.attributes(file.getKey(), content.attributes());
            } else if (node instanceof Node.Link link) {
                what = "-> " + link.target();
            }
            snapshot.file(file.getKey(), node.mode(), node.owner().toString(), what);
        }
        snapshot.settings(config);
        return snapshot.text();
    }

    private void attributes(String path, Attributes attributes) {
        attributes
                .values()
                .forEach((name, value) -> lines.add(path + " " + name + " "
                        + HexFormat.of().formatHex(value.getBytes(StandardCharsets.ISO_8859_1))));
    }

    private void settings(ImageConfig config) {
        config.env().forEach((name, value) -> lines.add("Env " + name + "=" + value));
        config.labels().forEach((name, value) -> lines.add("Label " + name + "=" + value));
        config.workdir().ifPresent(value -> value("WorkingDir", value));
        config.user().ifPresent(value -> value("User", value));
        config.entrypoint().ifPresent(value -> list("Entrypoint", value));
        config.command().ifPresent(value -> list("Cmd", value));
        new TreeSet<>(config.ports()).forEach(value -> value("Port", value));
        new TreeSet<>(config.volumes()).forEach(value -> value("Volume", value));
        config.stopSignal().ifPresent(value -> value("StopSignal", value));
        config.shell().ifPresent(value -> list("Shell", value));
        config.healthcheck().ifPresent(check -> {
            list("Healthcheck", check.test());
            value("Interval", check.interval().map(each -> each.toNanos()).orElse(0L));
            value("Timeout", check.timeout().map(each -> each.toNanos()).orElse(0L));
            value("StartPeriod", check.startPeriod().map(each -> each.toNanos()).orElse(0L));
            value(
                    "StartInterval",
                    check.startInterval().map(each -> each.toNanos()).orElse(0L));
            value("Retries", (long) check.retries().orElse(0));
        });
        config.onBuild().forEach(value -> value("OnBuild", value));
    }

    /** A folder with an image's files, and its configuration as builders write it. */
    static String of(Optional<Path> root, JsonNode config, boolean attributes) throws IOException {
        Snapshot snapshot = new Snapshot();
        if (root.isPresent()) {
            snapshot.files(root.get());
            if (attributes) {
                snapshot.attributes(root.get());
            }
        }
        snapshot.settings(config);
        return snapshot.text();
    }

    /** Java reads no attributes but users' own; tar reads all. */
    private void attributes(Path root) throws IOException {
        Process tar = new ProcessBuilder(
                        "tar", "--create", "--xattrs", "--xattrs-include=*", "--directory", root.toString(), ".")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        TarReader reader = new TarReader(tar.getInputStream());
        for (Optional<TarEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
            attributes(ImageFolder.resolve("/", next.get().name()), next.get().attributes());
        }
    }

    private void files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(each -> !each.equals(root)).toList()) {
                Map<String, Object> attributes = Files.readAttributes(
                        file, "unix:mode,uid,gid,isDirectory,isSymbolicLink", LinkOption.NOFOLLOW_LINKS);
                String what = (Boolean) attributes.get("isDirectory") ? "folder" : "";
                if ((Boolean) attributes.get("isSymbolicLink")) {
                    what = "-> " + Files.readSymbolicLink(file);
                } else if (what.isEmpty()) {
                    what = content(file);
                }
                file(
                        "/" + root.relativize(file),
                        (Integer) attributes.get("mode") & 07777,
                        attributes.get("uid") + ":" + attributes.get("gid"),
                        what);
            }
        }
    }

    private void settings(JsonNode config) {
        config.path("Env").forEach(value -> value("Env", value.asText()));
        config.path("Labels").fields().forEachRemaining(label -> {
            if (!label.getKey().equals("io.buildah.version")) {
                lines.add("Label " + label.getKey() + "=" + label.getValue().asText());
            }
        });
        value("WorkingDir", config.path("WorkingDir").asText());
        value("User", config.path("User").asText());
        list("Entrypoint", texts(config.path("Entrypoint")));
        list("Cmd", texts(config.path("Cmd")));
        config.path("ExposedPorts").fieldNames().forEachRemaining(value -> value("Port", value));
        config.path("Volumes").fieldNames().forEachRemaining(value -> value("Volume", value));
        value("StopSignal", config.path("StopSignal").asText());
        list("Shell", texts(config.path("Shell")));
        JsonNode check = config.path("Healthcheck");
        list("Healthcheck", texts(check.path("Test")));
        for (String name : List.of("Interval", "Timeout", "StartPeriod", "StartInterval", "Retries")) {
            value(name, check.path(name).asLong());
        }
        texts(config.path("OnBuild")).forEach(value -> value("OnBuild", value));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static String content(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        return text.length() < 200 && text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7F))
                ? "\"" + text.replace("\n", "\\n") + "\""
                : "sha256 " + FileHash.of(file);
    }

    private void file(String path, int mode, String owner, String what) {
        lines.add(path + " " + Integer.toOctalString(mode) + " " + owner + " " + what);
    }

    private void value(String name, String value) {
        if (!value.isEmpty()) {
            lines.add(name + " " + value);
        }
    }

    private void value(String name, long value) {
        if (value != 0) {
            lines.add(name + " " + value);
        }
    }

    private void list(String name, List<String> values) {
        if (!values.isEmpty()) {
            lines.add(name + " " + values);
        }
    }

    private String text() {
        return String.join("\n", new TreeSet<>(lines));
    }
}
