package io.jenkins.plugins.paas.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Compiled programs and libraries. */
final class Programs {
    /** Changes whenever the result does, so that no older one is taken for it. */
    private static final String FORM = "elf-1";

    private static final String NAME = "program";
    private static final String ELF = "7f454c46";
    private static final int CLASS = 4;
    private static final int BITS_64 = 2;
    private static final int LITTLE_ENDIAN = 1;
    private static final int X86_64 = 62;
    private static final int HEAD = 20;
    private static final int MACHINE = 18;

    /** How programs of other systems begin, in hexadecimal digits. */
    private static final Map<String, String> OTHERS = Map.of(
            "4d5a", "a program for Windows",
            "cffaedfe", "a program for macOS",
            "cafebabe", "a program for macOS, or a Java class");

    private Programs() {}

    /** Refuses what Linux on our platform cannot run; scripts are programs, too. */
    static void refuseForeign(Path file) {
        byte[] head = head(file);
        String digits = HexFormat.of().formatHex(head);
        if (digits.startsWith(HexFormat.of().formatHex(new byte[] {'#', '!'}))) {
            return;
        }
        if (!digits.startsWith(ELF) || head.length < HEAD) {
            String what = OTHERS.entrySet().stream()
                    .filter(other -> digits.startsWith(other.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("no program");
            throw Failures.of(
                    "E_ARTIFACT_INVALID",
                    file + " is " + what,
                    "build it for linux/amd64 (Go: GOOS=linux GOARCH=amd64) and name the program under build.artifact");
        }
        if (head[MACHINE] != X86_64 || !plain(head)) {
            throw Failures.of(
                    "E_ARTIFACT_INVALID",
                    file + " is a program for another processor than amd64",
                    "build it for linux/amd64 (Go: GOARCH=amd64)");
        }
    }

    private static boolean plain(byte[] head) {
        return head[CLASS] == BITS_64 && head[CLASS + 1] == LITTLE_ENDIAN && head[MACHINE + 1] == 0;
    }

    /**
     * A file without symbols and debugging information, where it is a program or a library that has some; else the file itself.
     * What it is made from is hashed each time, so that the result is that of the bytes and of nothing else.
     *
     * @param stage where results are kept
     */
    static Path stripped(Path file, StageFolder stage) {
        if (!HexFormat.of().formatHex(head(file)).startsWith(ELF)) {
            return file;
        }
        try {
            List<String> fingerprint = List.of(FORM, FileHash.of(file));
            Path known = stage.place(fingerprint).resolve(NAME);
            if (Files.isRegularFile(known)) {
                stage.fill(fingerprint, context -> {});
                return known;
            }
            byte[] bytes = Files.readAllBytes(file);
            byte[] less = ElfStrip.strip(bytes);
            return less.length < bytes.length
                    ? stage.fill(fingerprint, context -> Files.write(context.resolve(NAME), less))
                            .resolve(NAME)
                    : file;
        } catch (IOException e) {
            throw Failures.unreadable(file, e);
        }
    }

    private static byte[] head(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return content.readNBytes(HEAD);
        } catch (IOException e) {
            throw Failures.unreadable(file, e);
        }
    }
}
