package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.paas.testing.TarBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LayerFilesTest {
    @TempDir
    Path cache;

    private final List<String> fetched = new ArrayList<>();

    @Test
    void whiteoutsHideWhatIsBelowAndNothingOfTheirOwnLayer() throws IOException {
        ImageFiles image = lay(
                new TarBytes()
                        .folder("a/")
                        .file("a/old", "1")
                        .file("a/kept", "2")
                        .file("b/x", "3")
                        .file("c", "4"),
                new TarBytes()
                        .file("a/new", "5")
                        .file("a/.wh.old", "")
                        .file("b/y", "6")
                        .file("b/.wh..wh..opq", ""),
                new TarBytes().file(".wh.c", ""));
        assertThat(image.all().keySet()).containsExactly("/a", "/a/kept", "/a/new", "/b", "/b/y");
    }

    @Test
    void aFileOfALaterLayerIsPutBesideItsOwnWhiteout() throws IOException {
        ImageFiles image = lay(
                new TarBytes().folder("a/").file("a/x", "1"),
                new TarBytes().file(".wh.a", "").file("a", "2"));
        assertThat(image.at("/a")).containsInstanceOf(Node.File.class);
        assertThat(image.at("/a/x")).isEmpty();
    }

    @Test
    void goesThroughLinksOfLowerLayersWithinTheImageOnly() throws IOException {
        ImageFiles image = lay(
                new TarBytes().folder("usr/lib/").link("lib", "usr/lib").link("high", "../../../../usr/lib"),
                new TarBytes().file("lib/a", "1").file("high/b", "2"));
        assertThat(image.at("/lib")).contains(new Node.Link(Owner.ROOT, "usr/lib"));
        assertThat(image.names("/usr/lib")).containsExactly("a", "b");
    }

    @Test
    void devicesOfABaseAreNotThereToBeCopied() throws IOException {
        ImageFiles image = lay(new TarBytes().folder("dev/").other("dev/null", '3'));
        assertThat(image.all().keySet()).containsExactly("/dev");
    }

    @Test
    void keepsWhatAFileMayDoAlsoInTheListThatIsReadAgain() throws IOException {
        Attributes kept = new Attributes(
                new TreeMap<>(Map.of("security.capability", "\1\0\0\2\u00FF=\n\u0080", "user.note", "grün")));
        for (int i = 0; i < 2; i++) {
            ImageFiles image = lay(new TarBytes()
                    .attribute("security.capability", "\1\0\0\2\u00FF=\n\u0080")
                    .attribute("user.note", "grün")
                    .attribute("security.selinux", "theirs")
                    .file("a", "1")
                    .file("b", "2"));
            assertThat(image.at("/a"))
                    .hasValueSatisfying(
                            node -> assertThat(((Node.File) node).attributes()).isEqualTo(kept));
            assertThat(image.at("/b"))
                    .hasValueSatisfying(
                            node -> assertThat(((Node.File) node).attributes()).isEqualTo(Attributes.NONE));
        }
        assertThat(fetched).hasSize(1);
    }

    static Stream<Arguments> hostileLayers() {
        return Stream.of(
                Arguments.of(
                        "a name with ..", new TarBytes().file("../../x", "1").packed(), "leads out"),
                Arguments.of(
                        "a hard link out", new TarBytes().hardLink("h", "../x").packed(), "leads out"),
                Arguments.of(
                        "a user that cannot be",
                        new TarBytes()
                                .extended("gid", "99999999999")
                                .file("f", "x")
                                .packed(),
                        "cannot be"),
                Arguments.of(
                        "a size without content",
                        new TarBytes().boast("etc/passwd", 1L << 31).packed(),
                        "cut off"),
                Arguments.of(
                        "attributes larger than a file's",
                        new TarBytes()
                                .attribute("user.x", "x".repeat(5000))
                                .file("f", "x")
                                .packed(),
                        "larger than 4 KiB"),
                Arguments.of("a bomb", TarBytes.bomb(120), "as a bomb does"),
                Arguments.of("no archive", new byte[2000], ""),
                Arguments.of("zstd", new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, 0}, "packed by zstd"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileLayers")
    void refusesALayerThatNoImageMayHave(String what, byte[] layer, String why) throws IOException {
        ImageFiles image = new ImageFiles("the base");
        if (why.isEmpty()) {
            // Two blocks of zeros end an archive, so zeros are an empty one.
            new LayerFiles(cache).lay("sha256:0", source("0", layer), image);
            assertThat(image.all()).isEmpty();
            return;
        }
        assertThatThrownBy(() -> new LayerFiles(cache).lay("sha256:0", source("0", layer), image))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
        assertThat(image.all()).isEmpty();
    }

    @Test
    void aLayerIsFetchedOnceAndItsContentsOnlyWhenTheyAreNeeded() throws IOException {
        TarBytes layer = new TarBytes().file("etc/passwd", "app:x:7:8\n").file("big", "content");
        lay(layer);
        ImageFiles again = lay(layer);
        assertThat(fetched).containsExactly("0");
        assertThat(new Accounts(again, new io.jenkins.plugins.paas.model.Location("Dockerfile", 1, 1)).owner("app"))
                .isEqualTo(new Owner(7, 8));
        assertThat(fetched).containsExactly("0");
        assertThat(content(again, "/big")).doesNotExist();
        again.copy("a stage").bringContents();
        lay(layer).bringContents();
        assertThat(fetched).containsExactly("0", "0");
        assertThat(content(again, "/big")).hasContent("content");
    }

    @Test
    void aBrokenListIsMadeAnew() throws IOException {
        TarBytes layer = new TarBytes().file("a", "1").file("b", "2");
        lay(layer);
        Path list = one("list");
        byte[] whole = Files.readAllBytes(list);
        for (int cut : new int[] {0, 7, whole.length - 1}) {
            Files.write(list, java.util.Arrays.copyOf(whole, cut));
            assertThat(lay(layer).names("/")).containsExactly("a", "b");
            assertThat(list).hasBinaryContent(whole);
        }
        byte[] flipped = whole.clone();
        flipped[4] ^= 1;
        Files.write(list, flipped);
        assertThat(lay(layer).names("/")).containsExactly("a", "b");
        assertThat(fetched).hasSize(5);
    }

    @Test
    void contentsThatAreNotWholeAreMadeAnew() throws IOException {
        TarBytes layer = new TarBytes().file("a", "content");
        ImageFiles image = lay(layer);
        image.bringContents();
        Files.writeString(content(image, "/a"), "cut");
        lay(layer).bringContents();
        assertThat(content(image, "/a")).hasContent("content");
    }

    @Test
    void twoBuildsMayFillTheCacheAtOnce() throws Exception {
        byte[] layer = new TarBytes().file("a", "1").packed();
        ExecutorService builds = Executors.newFixedThreadPool(8);
        List<Callable<List<String>>> all = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String digest = "sha256:" + i % 4;
            all.add(() -> {
                ImageFiles image = new ImageFiles("the base");
                new LayerFiles(cache).lay(digest, to -> Files.write(to, layer), image);
                image.bringContents();
                return Files.readAllLines(content(image, "/a"));
            });
        }
        for (Future<List<String>> each : builds.invokeAll(all)) {
            assertThat(each.get()).containsExactly("1");
        }
        builds.shutdown();
    }

    private static Path content(ImageFiles image, String path) {
        return ((Node.File) image.at(path).orElseThrow()).content();
    }

    private Path one(String name) throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    private ImageFiles lay(TarBytes... layers) throws IOException {
        ImageFiles image = new ImageFiles("the base");
        LayerFiles files = new LayerFiles(cache);
        for (int i = 0; i < layers.length; i++) {
            String digest = String.valueOf(i);
            files.lay(digest, source(digest, layers[i].packed()), image);
        }
        return image;
    }

    private LayerFiles.Source source(String digest, byte[] layer) {
        return to -> {
            fetched.add(digest);
            Files.write(to, layer);
        };
    }
}
