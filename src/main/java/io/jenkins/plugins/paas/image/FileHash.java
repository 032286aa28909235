package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256 of files, read in pieces. */
public final class FileHash {
    private static final int PIECE = 1 << 16;

    private FileHash() {}

    /** The hash of a file's bytes, as 64 hexadecimal digits. */
    public static String of(Path file) throws IOException {
        MessageDigest digest = Sha256.start();
        byte[] piece = new byte[PIECE];
        try (InputStream content = Files.newInputStream(file)) {
            for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
                digest.update(piece, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The hash of all files of a folder, with their names. */
    static String ofFolder(Path folder) throws IOException {
        List<String> parts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                parts.add(folder.relativize(file).toString());
                parts.add(of(file));
            }
        }
        return Sha256.ofParts(parts);
    }
}
