package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.testing.TarBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Archives that {@code ADD} must not trust. */
class UnpackingTest {
    private static final Location AT = new Location("Dockerfile", 2, 5);

    @TempDir
    Path temp;

    private final ImageFiles image = new ImageFiles("the stage");

    static Stream<Arguments> hostileArchives() {
        return Stream.of(
                Arguments.of("a name with ..", new TarBytes().file("../out", "x"), "leads out of the archive"),
                Arguments.of("a name with .. inside", new TarBytes().file("a/../../out", "x"), "leads out"),
                Arguments.of("an absolute name", new TarBytes().file("/etc/cron.d/x", "x"), "absolute name"),
                Arguments.of(
                        "an absolute name in an extended header",
                        new TarBytes().extended("path", "/etc/passwd").file("harmless", "x"),
                        "absolute name"),
                Arguments.of("a link out", new TarBytes().link("l", "../../etc"), "out of the archive"),
                Arguments.of("an absolute link", new TarBytes().link("l", "/etc"), "out of the archive"),
                Arguments.of(
                        "a link out in an extended header",
                        new TarBytes().extended("linkpath", "../../etc").link("l", "near"),
                        "out of the archive"),
                Arguments.of(
                        "a name through a link",
                        new TarBytes().folder("d/").link("l", "d").file("l/f", "x"),
                        "through a link"),
                Arguments.of(
                        "a hard link out",
                        new TarBytes().hardLink("h", "../../etc/passwd"),
                        "leads out of the archive"),
                Arguments.of(
                        "a hard link through a link",
                        new TarBytes()
                                .folder("d/")
                                .link("l", "d")
                                .file("d/f", "x")
                                .hardLink("h", "l/f"),
                        "not before it"),
                Arguments.of(
                        "a hard link to a folder", new TarBytes().folder("d/").hardLink("h", "d"), "not before it"),
                Arguments.of(
                        "a hard link to an absolute name", new TarBytes().hardLink("h", "/etc/passwd"), "absolute"),
                Arguments.of(
                        "one name for all entries",
                        new TarBytes().extendedForAll("path", "/etc/passwd").file("harmless", "x"),
                        "a header for all entries has 'path'"),
                Arguments.of(
                        "one size for all entries",
                        new TarBytes().extendedForAll("size", "0").file("f", "x"),
                        "a header for all entries has 'size'"),
                Arguments.of(
                        "a file with holes, by an extended header",
                        new TarBytes()
                                .extended("GNU.sparse.realsize", "1099511627776")
                                .file("f", "x"),
                        "holes"),
                Arguments.of("a file with holes, as GNU had it", new TarBytes().other("f", 'S'), "holes"),
                Arguments.of(
                        "a second extended header with another name",
                        new TarBytes()
                                .extended("path", "harmless")
                                .extended("path", "../out")
                                .file("f", "x"),
                        "leads out"),
                Arguments.of(
                        "a name with a zero in it",
                        new TarBytes().extended("path", "a\0/../../b").file("f", "x"),
                        "leads out"),
                Arguments.of("a name that is empty", new TarBytes().file("", "x"), "leads out"),
                Arguments.of("a hard link to nothing", new TarBytes().hardLink("h", "later"), "not before it"),
                Arguments.of("a character device", new TarBytes().other("null", '3'), "a device or a pipe"),
                Arguments.of("a block device", new TarBytes().other("sda", '4'), "a device or a pipe"),
                Arguments.of("a pipe", new TarBytes().other("p", '6'), "a device or a pipe"),
                Arguments.of("an unknown kind", new TarBytes().other("s", 'Z'), "unknown kind"),
                Arguments.of(
                        "a user that cannot be",
                        new TarBytes().extended("uid", "99999999999").file("f", "x"),
                        "a user that cannot be"),
                Arguments.of("a size without content", new TarBytes().boast("f", 1L << 32), "cut off"),
                Arguments.of(
                        "a size beyond all disks",
                        new TarBytes().extended("size", "999999999999999999").file("f", "x"),
                        "cut off"),
                Arguments.of(
                        "a size that is no number",
                        new TarBytes().extended("size", "-1").file("f", "x"),
                        "no number"),
                Arguments.of(
                        "a name longer than any",
                        new TarBytes().extended("path", "n/".repeat(3000)).file("f", "x"),
                        "longer than any"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileArchives")
    void refusesAndLeavesNothing(String what, TarBytes archive, String why) throws IOException {
        for (byte[] bytes : List.of(archive.bytes(), archive.packed(), bzip2(archive.bytes()), xz(archive.bytes()))) {
            assertRefused(bytes, why);
        }
        assertThat(temp.resolve("out")).doesNotExist();
    }

    @Test
    void refusesABombBeforeItIsUnpacked() throws IOException {
        byte[] bomb = TarBytes.bomb(120);
        assertThat(bomb.length).isLessThan(1 << 20);
        assertRefused(bomb, "as a bomb does");
        try (Stream<Path> files = Files.walk(temp)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(temp.resolve("archive.tar"));
        }
    }

    @Test
    void refusesABombThatIsPackedByXz() throws IOException {
        byte[] bomb = xz(new byte[120 << 20]);
        assertThat(bomb.length).isLessThan(1 << 20);
        assertThat(catchThrowable(() -> {
                    try (InputStream content = archive(bomb)) {
                        content.transferTo(OutputStream.nullOutputStream());
                    }
                }))
                .hasMessageContaining("as a bomb does");
    }

    private InputStream archive(byte[] bytes) throws IOException {
        return Archive.known(Files.write(temp.resolve("archive.tar"), bytes)).open();
    }

    @Test
    void unpacksWhatIsPackedByBzip2AndXz() throws IOException {
        byte[] plain = new TarBytes().file("f", "content").bytes();
        for (byte[] packed : List.of(bzip2(plain), xz(plain))) {
            Files.write(temp.resolve("archive.tar"), packed);
            assertThat(unpack("/srv")).isTrue();
            assertThat(((Node.File) image.at("/srv/f").orElseThrow()).content()).hasContent("content");
        }
    }

    @Test
    void whatIsCutOffIsRefused() throws IOException {
        byte[] packed = xz(random());
        for (int length : new int[] {20, packed.length / 2}) {
            assertRefused(Arrays.copyOf(packed, length), "cannot be unpacked");
        }
    }

    private static byte[] random() {
        byte[] content = new byte[100_000];
        new Random(1).nextBytes(content);
        return new TarBytes().file("f", 0644, 0, content).bytes();
    }

    private static byte[] bzip2(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream packing = new BZip2CompressorOutputStream(bytes)) {
            packing.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] xz(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream packing = new XZOutputStream(bytes, new LZMA2Options(1))) {
            packing.write(plain);
        }
        return bytes.toByteArray();
    }

    @Test
    void takesALargeFileThatIsNoBomb() throws IOException {
        Files.write(temp.resolve("archive.tar"), TarBytes.bomb(20));
        assertThat(unpack("/srv")).isTrue();
        assertThat(image.at("/srv/zeros")).isPresent();
    }

    @Test
    void anAbsoluteLinkOfAWholeSystemStaysWithinIt() throws IOException {
        Files.write(
                temp.resolve("archive.tar"),
                new TarBytes().link("bin", "/usr/bin").bytes());
        assertThat(unpack("/")).isTrue();
        assertThat(image.at("/bin")).contains(new Node.Link(Owner.ROOT, "/usr/bin"));
    }

    @Test
    void ofTwoEntriesWithOneNameTheLastCounts() throws IOException {
        Files.write(
                temp.resolve("archive.tar"),
                new TarBytes()
                        .file("f", "first")
                        .link("g", "f")
                        .file("f", "second")
                        .file("g", "third")
                        .bytes());
        assertThat(unpack("/srv")).isTrue();
        for (var each : Map.of("/srv/f", "second", "/srv/g", "third").entrySet()) {
            Node.File file = (Node.File) image.at(each.getKey()).orElseThrow();
            assertThat(file.content()).hasContent(each.getValue());
        }
    }

    @Test
    void commentsForAllEntriesAreFine() throws IOException {
        Files.write(
                temp.resolve("archive.tar"),
                new TarBytes()
                        .extendedForAll("comment", "a commit")
                        .file("f", "x")
                        .bytes());
        assertThat(unpack("/srv")).isTrue();
        assertThat(image.at("/srv/f")).isPresent();
    }

    @Test
    void keepsWhatAFileMayDoUpToTheLayer() throws IOException {
        String capability = "\1\0\0\2\0\u0084=\n\u00FF";
        Files.write(
                temp.resolve("a.tar"),
                new TarBytes()
                        .attribute("security.capability", capability)
                        .file("web", 0755, 5, new byte[] {1})
                        .bytes());
        Writing writing = new Writing(image);
        new Unpacking(new StageFolder(temp.resolve("stage"), 10), false, AT)
                .unpack(temp.resolve("a.tar"), "/", Owner.ROOT, writing);
        ByteArrayOutputStream layer = new ByteArrayOutputStream();
        LayerTar.write(writing.layer("x").orElseThrow(), layer);
        TarEntry entry = new TarReader(new ByteArrayInputStream(layer.toByteArray()))
                .next()
                .orElseThrow();
        assertThat(entry.name()).isEqualTo("web");
        assertThat(entry.attributes().values()).containsExactly(Map.entry("security.capability", capability));
    }

    @Test
    void joinsALongNameOfItsTwoParts() throws IOException {
        byte[] parted = changed(changed(new TarBytes().file("f", "x").bytes(), 257, "ustar\0"), 345, "deep/folder");

        assertThat(first(parted).name()).isEqualTo("deep/folder/f");
    }

    @Test
    void doesNotTakeGnusTimesForAPartOfTheName() throws IOException {
        byte[] timed = changed(changed(new TarBytes().file("f", "x").bytes(), 257, "ustar  \0"), 345, "15037612046");

        assertThat(first(timed).name()).isEqualTo("f");
    }

    @Test
    void readsAnOwnersNumberThatIsTooLargeForOctalDigits() throws IOException {
        byte[] large = changed(new TarBytes().file("f", "x").bytes(), 108, "\u0080\0\0\0\0\u002D\u00C6\u00C0");

        assertThat(first(large).user()).isEqualTo(3_000_000);
    }

    private static TarEntry first(byte[] archive) throws IOException {
        return new TarReader(new ByteArrayInputStream(archive)).next().orElseThrow();
    }

    /** With other bytes in its first header, which add up. */
    private static byte[] changed(byte[] archive, int at, String to) {
        byte[] what = to.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(what, 0, archive, at, what.length);
        Arrays.fill(archive, 148, 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += archive[i] & 0xFF;
        }
        byte[] octal = String.format("%06o\0", sum).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(octal, 0, archive, 148, octal.length);
        return archive;
    }

    private void assertRefused(byte[] archive, String why) throws IOException {
        Files.write(temp.resolve("archive.tar"), archive);
        assertThatThrownBy(() -> unpack("/srv"))
                .isInstanceOfSatisfying(
                        PaasException.class,
                        failure -> assertThat(failure.code()).isEqualTo("E_ARCHIVE_REFUSED"))
                .hasMessageContaining("Dockerfile:2:5")
                .hasMessageContaining(why);
    }

    private boolean unpack(String target) {
        StageFolder stage = new StageFolder(temp.resolve("stage"), 10);
        return new Unpacking(stage, false, AT)
                .unpack(temp.resolve("archive.tar"), target, Owner.ROOT, new Writing(image));
    }
}
