package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.testing.TarBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever an archive holds, {@code ADD} unpacks or refuses it, with a place; nothing comes to stand outside of the target, and
 * no file outside of the stage. {@code -Dpaas.fuzz.seed} and {@code -Dpaas.fuzz.archives} choose other cases.
 */
class ArchiveFuzzTest {
    private static final long SEED = Long.getLong("paas.fuzz.seed", 20260102L);
    private static final int CASES = Integer.getInteger("paas.fuzz.archives", 2_000);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Location AT = new Location("Dockerfile", 2, 5);
    private static final int BLOCK = 512;
    private static final int CHECKSUM = 148;

    private static final List<String> NAMES = List.of(
            "a",
            "a/",
            "a/b",
            "./a",
            "l",
            "l/x",
            "d/",
            "d/l",
            "..",
            "../x",
            "a/../../x",
            "/etc/x",
            "",
            ".",
            "ü",
            "a\0b",
            "x/".repeat(60));
    private static final List<Consumer<TarBytes>> TRICKS = List.of(
            tar -> tar.extended("path", "../x"),
            tar -> tar.extended("linkpath", "/etc"),
            tar -> tar.extended("size", "99999999999"),
            tar -> tar.extended("uid", "-1"),
            tar -> tar.extended("GNU.sparse.major", "1"),
            tar -> tar.extendedForAll("path", "x"),
            tar -> tar.extendedForAll("comment", "c"),
            tar -> tar.other("dev", '3'),
            tar -> tar.other("pipe", '6'),
            tar -> tar.boast("f", 1L << 40));

    @TempDir
    Path temp;

    @Test
    @Timeout(3600)
    void anyArchiveIsUnpackedWithinItsTargetOrRefused() throws IOException {
        System.out.println("fuzz: paas.fuzz.seed=" + SEED + " paas.fuzz.archives=" + CASES);
        Random random = new Random(SEED);
        StageFolder stage = new StageFolder(temp.resolve("stage"), 50);
        Path file = temp.resolve("archive.tar");
        for (int i = 0; i < CASES; i++) {
            Files.write(file, bytes(random));
            ImageFiles image = new ImageFiles("the stage");
            long began = System.nanoTime();
            try {
                new Unpacking(stage, false, AT).unpack(file, "/srv", Owner.ROOT, new Writing(image));
                check(image);
            } catch (PaasException e) {
                assertThat(e.problems())
                        .allSatisfy(problem -> assertThat(problem.where()).contains(AT));
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("archive " + i + " of seed " + SEED, e);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST);
        }
        try (var files = Files.list(temp)) {
            assertThat(files).containsExactlyInAnyOrder(file, temp.resolve("stage"));
        }
    }

    private void check(ImageFiles image) {
        image.all().forEach((path, node) -> {
            assertThat(path + "/").startsWith("/srv/").doesNotContain("/../");
            if (node instanceof Node.File content) {
                assertThat(content.content().normalize()).startsWith(temp.resolve("stage"));
            }
        });
    }

    private static byte[] bytes(Random random) {
        TarBytes tar = new TarBytes();
        for (int entries = 1 + random.nextInt(5); entries > 0; entries--) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            String other = NAMES.get(random.nextInt(NAMES.size()));
            switch (random.nextInt(6)) {
                case 0 -> tar.folder(name);
                case 1 -> tar.link(name, other);
                case 2 -> tar.hardLink(name, other);
                case 3 -> TRICKS.get(random.nextInt(TRICKS.size())).accept(tar);
                default -> tar.file(name, "x".repeat(random.nextInt(600)));
            }
        }
        byte[] bytes = tar.bytes();
        for (int flips = random.nextInt(4); flips > 0; flips--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = (byte) random.nextInt(256);
            if (random.nextBoolean()) {
                mend(bytes, at / BLOCK * BLOCK);
            }
        }
        return random.nextInt(8) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    /** So that the change is read, and not the sum that does not fit it. */
    private static void mend(byte[] bytes, int header) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= CHECKSUM && i < CHECKSUM + 8 ? ' ' : bytes[header + i] & 0xFF;
        }
        byte[] digits = String.format("%06o\0 ", sum).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, bytes, header + CHECKSUM, 8);
    }
}
