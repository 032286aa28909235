package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.model.App;
import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.spec.SpecReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The two files that users write. */
final class FileOptions {
    private static final String PLATFORM_FILE = "platform.yaml";
    /** Stands for a missing value; no path can have it. */
    private static final String BARE = "\0";

    // In paas logs a bare -f means follow, as in every program that shows logs; elsewhere it needs its value.
    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = BARE,
            description = "The App's file, or the folder it lies in (default: paas.yaml).")
    private List<String> files = List.of();

    @Option(
            names = "--platform",
            paramLabel = "FILE",
            description =
                    "The platform's file (default: the variable PAAS_PLATFORM, else platform.yaml beside the App's file).")
    private Optional<Path> platformFile;

    /** As if they had been written so. */
    static FileOptions of(Optional<String> file, Optional<Path> platform) {
        FileOptions options = new FileOptions();
        options.files = file.stream().toList();
        options.platformFile = platform;
        return options;
    }

    App app(Surroundings here) {
        return SpecReader.app(shown(appFile(here), here), appText(here));
    }

    /** Where the App's file names each of its clusters. */
    Map<String, Location> clusterPlaces(Surroundings here) {
        return SpecReader.clusterPlaces(shown(appFile(here), here), appText(here));
    }

    private String appText(Surroundings here) {
        return read(appFile(here), "paas init writes one; or name it with -f FILE", here);
    }

    Platform platform(Surroundings here) {
        Path path = platformPath(here);
        return SpecReader.platform(shown(path, here), platformText(here))
                .seenFrom(Optional.ofNullable(path.getParent()).orElse(here.folder()));
    }

    /** The kubeconfig context that the platform names for a cluster; whether the platform's file is right is not looked at. */
    Optional<String> context(String cluster, Surroundings here) {
        return SpecReader.context(shown(platformPath(here), here), platformText(here), cluster);
    }

    private String platformText(Surroundings here) {
        return read(
                platformPath(here),
                "ask the platform team for it and name it with --platform FILE or the variable PAAS_PLATFORM",
                here);
    }

    /** Whether a platform file is named or lies where it is looked for. */
    boolean platformIsThere(Surroundings here) {
        return named(here).isPresent() || Files.exists(platformPath(here));
    }

    /** The folder of the App, which all its paths are relative to. */
    Path folder(Surroundings here) {
        return Optional.ofNullable(appFile(here).getParent()).orElse(here.folder());
    }

    /** These options as they were written, each after a blank. */
    String words() {
        return files.stream()
                        .filter(name -> !name.equals(BARE))
                        .reduce((before, after) -> after)
                        .map(name -> " -f " + name)
                        .orElse("")
                + platformFile.map(path -> " --platform " + path).orElse("");
    }

    /** Whether there was an {@code -f} without a file, which only some commands have a meaning for. */
    boolean bareGiven() {
        return files.contains(BARE);
    }

    /** Refuses an {@code -f} without a file. */
    void refuseBare() {
        if (bareGiven()) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of("E_USAGE", "-f needs a file", "name the App's file or its folder after it"));
        }
    }

    /** The App's file. */
    Path appFile(Surroundings here) {
        String last = files.stream().filter(name -> !name.equals(BARE)).reduce("paas.yaml", (before, after) -> after);
        Path named = here.folder().resolve(last).normalize();
        return Files.isDirectory(named) ? named.resolve("paas.yaml") : named;
    }

    private Optional<Path> named(Surroundings here) {
        return platformFile.or(() -> here.variable("PAAS_PLATFORM").map(Path::of));
    }

    private Path platformPath(Surroundings here) {
        return named(here)
                .map(path -> here.folder().resolve(path).normalize())
                .orElseGet(() -> folder(here).resolve(PLATFORM_FILE));
    }

    /** The file as the user would name it from where he stands. */
    private static String shown(Path path, Surroundings here) {
        return path.startsWith(here.folder()) ? here.folder().relativize(path).toString() : path.toString();
    }

    private static String read(Path path, String hint, Surroundings here) {
        try {
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            throw invalid("E_NOT_UTF8", shown(path, here) + " is not UTF-8 text", "save it as UTF-8", e);
        } catch (IOException e) {
            String what = Files.exists(path) ? " cannot be read: " + e.getMessage() : " does not exist";
            throw invalid("E_FILE_MISSING", shown(path, here) + what, hint, e);
        }
    }

    private static PaasException invalid(String code, String what, String hint, Exception cause) {
        return new PaasException(Outcome.INVALID, Problem.of(code, what, hint), cause);
    }
}
