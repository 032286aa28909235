package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.Part.Presence;
import io.jenkins.plugins.paas.model.BuildSpec;
import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds what the parts of a template come from, and says what to do when it is not there. */
final class PartSources {
    /** Larger ones say nothing of what an App needs. In bytes. */
    private static final long LARGEST = 1 << 20;

    private static final String VARIABLE = "${";

    private final Template template;
    private final Map<String, String> values;
    private final BuildSpec build;
    private final Path folder;

    PartSources(Template template, Map<String, String> values, BuildSpec build, Path folder) {
        this.template = template;
        this.values = values;
        this.build = build;
        this.folder = folder;
    }

    /** Where a part begins in the App's folder, as a path in a tree; its own name where it comes from nowhere. */
    String inApp(Part part) {
        return ImageFolder.resolve("/", part.from().map(this::expand).orElse(part.name()));
    }

    /** The file or folder that a part comes from; nothing for an empty part. */
    Optional<Path> find(Part part) {
        if (part.from().isEmpty()) {
            return Optional.empty();
        }
        String written = part.from().get();
        if (written.contains(VARIABLE + PartReader.ARTIFACT) && build.artifact().isEmpty()) {
            throw failure(
                    "E_ARTIFACT_MISSING",
                    Optional.empty(),
                    "build.artifact is not set",
                    "in paas.yaml " + part.missing());
        }
        String path = inApp(part);
        Path file = folder.resolve(path.substring(1)).normalize();
        if (!Files.exists(file)) {
            if (needed(part)) {
                throw absent(path.substring(1), written, part.missing());
            }
            return Optional.empty();
        }
        Artifacts.inside(folder, file);
        if (part.program() && !Files.isRegularFile(file)) {
            throw failure("E_ARTIFACT_MISSING", place(written), file + " is no file", part.missing());
        }
        part.needs().forEach((need, hint) -> {
            String name = ImageFolder.resolve("/", expand(need)).substring(1);
            if (!Files.exists(folder.resolve(name))) {
                throw absent(name, need, hint);
            }
        });
        return Optional.of(file);
    }

    /** Refuses to leave out a file that the App names. */
    void refuseLeftOut(Part part, IgnoreRules ignored) {
        String folder = inApp(part).equals("/") ? "/" : inApp(part) + "/";
        for (String need : part.needs().keySet()) {
            String path = ImageFolder.resolve("/", expand(need));
            if (need.contains(VARIABLE)
                    && path.length() > folder.length()
                    && path.startsWith(folder)
                    && ignored.ignores(path.substring(folder.length()))) {
                throw failure(
                        "E_COPY_SOURCE_MISSING",
                        place(need),
                        "the template '" + template.name() + "' needs " + path.substring(1) + ", which is left out",
                        "take it out of .dockerignore");
            }
        }
    }

    private boolean needed(Part part) {
        if (part.presence() instanceof Presence.RequiredBy by) {
            return by.has().matcher(text(folder.resolve(by.file()))).find();
        }
        // Whoever names something means it.
        return part.presence() instanceof Presence.Required
                || build.args().keySet().stream()
                        .anyMatch(given -> part.from().orElse("").contains(VARIABLE + given + "}"));
    }

    private static String text(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST
                    ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    : "";
        } catch (IOException e) {
            throw Failures.unreadable(file, e);
        }
    }

    private PaasException absent(String path, String written, String hint) {
        boolean artifact = written.contains(VARIABLE + PartReader.ARTIFACT);
        String made = build.command()
                .map(command -> "build.command (" + command + ") did not make it")
                .orElse("build.command is not set, so nothing made it here");
        return failure(
                artifact ? "E_ARTIFACT_MISSING" : "E_COPY_SOURCE_MISSING",
                place(written),
                "the template '" + template.name() + "' needs " + path + ", which is not in " + folder,
                (artifact ? made + "; " : "") + hint);
    }

    /** Where the App says what is looked for: at the parameter if it gives that, else at the language. */
    private Optional<Location> place(String written) {
        return build.args().keySet().stream()
                .filter(given -> written.contains(VARIABLE + given + "}"))
                .findFirst()
                .flatMap(given -> build.place("args." + given))
                .or(() -> build.place("language"));
    }

    private static PaasException failure(String code, Optional<Location> at, String what, String hint) {
        return new PaasException(Outcome.INVALID, new Problem(code, at, "", what, hint));
    }

    private String expand(String text) {
        String artifact = build.artifact().map(Path::toString).orElse("");
        return PartReader.expand(text.replace(VARIABLE + PartReader.ARTIFACT + "}", artifact), values);
    }
}
