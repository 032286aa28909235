package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.PlanJson;
import io.jenkins.plugins.paas.codec.PlanJson.Sealed;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A plan on disk. */
final class PlanFile {
    private static final String PREFIX = "sha256:";
    private static final int MOST_LINKS = 40;

    private PlanFile() {}

    /** Asks whether there is a place for it, before anything is built for it. */
    static void requirePlace(Path file) {
        if (isDevice(file)) {
            return;
        }
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        if (!Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(file)) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_PLAN_FILE",
                            "the plan cannot be written to " + file + ": "
                                    + (Files.isDirectory(file)
                                            ? "it is a folder"
                                            : folder + " is no folder that we may write to"),
                            "name a file in a folder that exists and that you may write to"));
        }
    }

    /** Writes it whole or not at all; only its owner may read it, since a plan names what an App consists of. */
    static void write(Path file, String text) {
        try {
            if (isDevice(file)) {
                // A rename would put a file in the place of a pipe or a device.
                Files.writeString(file, text, StandardOpenOption.WRITE);
                return;
            }
            Path target = target(file.toAbsolutePath());
            Path part = Files.createTempFile(target.getParent(), ".plan", ".part");
            try {
                Files.writeString(part, text);
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw invalid(
                    "E_PLAN_FILE",
                    "the plan cannot be written to " + file + ": " + e.getMessage(),
                    "name a file in a folder that exists and that you may write to",
                    e);
        }
    }

    private static boolean isDevice(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    /** Where links lead: a link says that the file belongs elsewhere. */
    private static Path target(Path file) throws IOException {
        Path target = file;
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(file.toString());
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    /**
     * Reads it.
     *
     * @param agreed the hash that it must have, when one was named
     * @throws PaasException {@code E_PLAN_FILE}, {@code E_PLAN_UNREADABLE}, {@code E_PLAN_HASH}
     */
    static Sealed read(Path file, Optional<String> agreed) {
        Sealed plan;
        try {
            plan = PlanJson.read(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw invalid(
                    "E_PLAN_FILE",
                    Files.exists(file) ? file + " cannot be read as text: " + e.getMessage() : file + " does not exist",
                    "make one with 'paas deploy --plan FILE'",
                    e);
        }
        agreed.map(hash -> hash.startsWith(PREFIX) ? hash : PREFIX + hash)
                .filter(hash -> !hash.equals(plan.hash()))
                .ifPresent(hash -> {
                    throw new PaasException(
                            Outcome.INVALID,
                            Problem.of(
                                    "E_PLAN_HASH",
                                    file + " has the hash " + plan.hash() + ", and " + hash + " was agreed to",
                                    "apply the plan that was looked at, or look at this one and name its hash"));
                });
        return plan;
    }

    private static PaasException invalid(String code, String what, String hint, Exception cause) {
        return new PaasException(Outcome.INVALID, Problem.of(code, what, hint), cause);
    }
}
