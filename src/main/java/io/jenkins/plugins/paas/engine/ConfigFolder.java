package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.ConfigVersion.Content;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.RunSpec.ConfigSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads an App's configuration files. */
public final class ConfigFolder {
    /** What a key of a ConfigMap may be. */
    private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");

    private final List<Problem> problems = new ArrayList<>();
    private final TreeMap<String, String> files = new TreeMap<>();

    private final ConfigSpec spec;

    private ConfigFolder(ConfigSpec spec) {
        this.spec = spec;
    }

    /**
     * Reads all files of the folder; hidden ones are left out.
     *
     * @param appFolder the App's folder
     * @throws PaasException {@code E_CONFIG_FOLDER}, {@code E_CONFIG_NOT_TEXT}, with every file's problem at once,
     *     where the App's file names the folder
     */
    public static Content read(Path appFolder, ConfigSpec spec) {
        Path folder = appFolder.resolve(spec.folder()).normalize();
        ConfigFolder read = new ConfigFolder(spec);
        if (!Files.isDirectory(folder)) {
            read.wrong("E_CONFIG_FOLDER", folder, "is no folder", "make it, or mend 'config' in paas.yaml");
        } else {
            read.readAll(folder);
        }
        if (!read.problems.isEmpty()) {
            throw new PaasException(Outcome.INVALID, read.problems);
        }
        return Content.of(read.files);
    }

    private void readAll(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .forEach(this::read);
        } catch (IOException e) {
            wrong("E_CONFIG_FOLDER", folder, "cannot be read: " + e.getMessage(), "see who may read it");
        }
        if (files.isEmpty() && problems.isEmpty()) {
            wrong("E_CONFIG_FOLDER", folder, "has no files", "add one, or take 'config' out of paas.yaml");
        }
    }

    private void read(Path file) {
        String name = file.getFileName().toString();
        if (Files.isDirectory(file)) {
            wrong("E_CONFIG_FOLDER", file, "is a folder; a Config version holds files only", "move its files up");
        } else if (!KEY.matcher(name).matches()) {
            wrong("E_CONFIG_FOLDER", file, "has a name that no ConfigMap takes", "use letters, digits, '-', '_', '.'");
        } else {
            try {
                files.put(
                        name,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                                .toString());
            } catch (CharacterCodingException e) {
                wrong(
                        "E_CONFIG_NOT_TEXT",
                        file,
                        "is no UTF-8 text",
                        "save it as UTF-8, or put binary files into the image");
            } catch (IOException e) {
                wrong("E_CONFIG_FOLDER", file, "cannot be read: " + e.getMessage(), "see who may read it");
            }
        }
    }

    private void wrong(String code, Path where, String what, String hint) {
        problems.add(Problem.at(spec.at(), spec.path(), code, where + " " + what, hint));
    }
}
