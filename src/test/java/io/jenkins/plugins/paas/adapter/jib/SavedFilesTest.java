package io.jenkins.plugins.paas.adapter.jib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.image.ImagePlan;
import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.image.Node;
import io.jenkins.plugins.paas.image.Owner;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.ImageBuilder.Built;
import io.jenkins.plugins.paas.port.ImageBuilder.Destination;
import io.jenkins.plugins.paas.port.ImageContents.Opened;
import io.jenkins.plugins.paas.port.ImageContents.Source;
import io.jenkins.plugins.paas.testing.TarBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in files, as we write them and as others do. */
class SavedFilesTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final ImageRef NAME = ImageRef.tagged(new Repository("host:5000", "apps/shop"), "1-1-0123456789ab");

    @TempDir
    private Path temp;

    private ImagePlan plan;
    private ImageLooks looks;

    @BeforeEach
    void plan() throws Exception {
        Path file = Files.writeString(temp.resolve("content"), "text");
        plan = new ImagePlan(
                Optional.empty(),
                List.of(new Layer("one", List.of(new Entry("/content", new Node.File(0644, Owner.ROOT, file), TIME)))),
                io.jenkins.plugins.paas.image.ImageConfig.EMPTY,
                TIME);
        looks = new ImageLooks(access(), temp.resolve("cache"), temp.resolve("notes"), new Backoff(List.of()));
    }

    private RegistryAccess access() {
        return new RegistryAccess(List.of(), Map.of(), temp);
    }

    private Built build(Destination to) {
        return new JibImageBuilder(access(), temp.resolve("cache")).build(plan, to, event -> {});
    }

    @Test
    void areWrittenToWhereALinkLeads() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("image.tar"), Path.of("elsewhere/it.tar"));

        Built first = build(new Destination.ToTar(link, NAME));
        Built second = build(new Destination.ToTar(link, NAME));

        assertThat(link).isSymbolicLink();
        assertThat(looks.open(new Source.InTar(temp.resolve("elsewhere/it.tar")))
                        .digest())
                .contains(first.digest().value())
                .contains(second.digest().value());
    }

    @Test
    void areWrittenIntoAPipeThatStaysOne() throws Exception {
        Path pipe = temp.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path copy = temp.resolve("copy.tar");
        Process reader = new ProcessBuilder("cat", pipe.toString())
                .redirectOutput(copy.toFile())
                .start();

        Built built = build(new Destination.ToTar(pipe, NAME));

        assertThat(reader.waitFor()).isZero();
        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther())
                .isTrue();
        assertThat(looks.open(new Source.InTar(copy)).digest())
                .contains(built.digest().value());
    }

    @Test
    void aLinkThatLeadsToItselfIsRefused() throws Exception {
        Path round = Files.createSymbolicLink(temp.resolve("round"), Path.of("round"));

        assertThatThrownBy(() -> build(new Destination.ToTar(round, NAME))).hasMessageContaining("round");

        assertThat(round).isSymbolicLink();
    }

    @Test
    void areReadFromATarFileFromALayoutAndFromAPlanAlike() {
        Built tar = build(new Destination.ToTar(temp.resolve("image.tar"), NAME));
        Built layout = build(new Destination.ToLayout(temp.resolve("layout"), NAME));

        Opened fromTar = looks.open(new Source.InTar(temp.resolve("image.tar")));
        Opened fromLayout = looks.open(new Source.InLayout(temp.resolve("layout"), "it"));
        Opened fromPlan = looks.open(new Source.Planned(plan, "it"));

        assertThat(fromTar.digest()).contains(tar.digest().value());
        assertThat(fromLayout.digest()).contains(layout.digest().value());
        assertThat(fromPlan.digest()).isEmpty();
        assertThat(fromTar.created()).contains(TIME);
        assertThat(entries(fromTar)).containsExactly("content");
        assertThat(entries(fromLayout)).containsExactly("content");
        assertThat(entries(fromPlan)).containsExactly("content");
        // What was found out about a planned layer holds for the pushed one.
        assertThat(fromPlan.layers().get(0).digest())
                .isEqualTo(fromTar.layers().get(0).digest());
        assertThat(fromPlan.layers().get(0).size())
                .isEqualTo(fromTar.layers().get(0).size());
    }

    @Test
    void ofALayoutWithSeveralIsTheOneThatWasAddedLast() throws Exception {
        build(new Destination.ToLayout(temp.resolve("layout"), NAME));
        Files.writeString(temp.resolve("content"), "another");
        Built last = build(new Destination.ToLayout(
                temp.resolve("layout"), ImageRef.tagged(NAME.repository(), "2-1-0123456789ab")));

        assertThat(looks.open(new Source.InLayout(temp.resolve("layout"), "it")).digest())
                .contains(last.digest().value());
    }

    @Test
    void ofAnOldDockerAreReadToo() throws Exception {
        byte[] layer = new TarBytes().file("etc/hosts", "here").bytes();
        String config =
                "{\"config\": {\"User\": \"7\"}, \"history\": [{\"created_by\": \"make\"}], \"rootfs\": {\"diff_ids\": [\""
                        + Digest.ofBytes(layer) + "\"]}}";
        TarBytes image = new TarBytes()
                .file("0a/layer.tar", 0644, 0, layer)
                .file("c.json", config)
                .file("manifest.json", "[{\"Config\": \"c.json\", \"Layers\": [\"0a/layer.tar\"]}]");

        Opened opened = looks.open(new Source.InTar(Files.write(temp.resolve("old.tar"), image.bytes())));

        assertThat(opened.config().user()).contains("7");
        assertThat(opened.history()).containsExactly("make");
        assertThat(opened.layers().get(0).size()).isEqualTo(layer.length);
        assertThat(entries(opened)).containsExactly("etc/hosts");
    }

    @Test
    void areNotBelievedWhenALayerHasOtherContent() throws Exception {
        build(new Destination.ToLayout(temp.resolve("layout"), NAME));
        Opened opened = looks.open(new Source.InLayout(temp.resolve("layout"), "it"));
        Path layer = temp.resolve("layout/blobs/sha256")
                .resolve(opened.layers().get(0).digest().substring(7));
        Files.write(layer, new TarBytes().file("evil", "x").packed());

        PaasException failure = catchThrowableOfType(
                PaasException.class, () -> opened.layers().get(0).read(content -> 1));

        assertThat(failure.code()).isEqualTo("E_IMAGE_UNREADABLE");
        assertThat(failure).hasMessageContaining("it has other content");
    }

    @Test
    void leadNowhereElse() throws Exception {
        Path layout = Files.createDirectories(temp.resolve("layout"));
        Files.writeString(layout.resolve("manifest.json"), "[{\"Config\": \"../secret\", \"Layers\": []}]");
        Files.writeString(temp.resolve("secret"), "{}");
        assertUnreadable(layout, "../secret is missing");

        Files.writeString(layout.resolve("index.json"), "{\"manifests\": [{\"digest\": \"sha256:../../secret\"}]}");
        assertUnreadable(layout, "is no digest");
        Files.writeString(layout.resolve("index.json"), "{\"manifests\": []}");
        assertUnreadable(layout, "names no image");
        Files.writeString(layout.resolve("index.json"), "no JSON");
        assertUnreadable(layout, "no");
    }

    private void assertUnreadable(Path layout, String why) {
        assertThatThrownBy(() -> looks.open(new Source.InLayout(layout, "it")))
                .isInstanceOfSatisfying(
                        PaasException.class,
                        failure -> assertThat(failure.code()).isEqualTo("E_IMAGE_UNREADABLE"))
                .hasMessageContaining(why);
    }

    @Test
    void haveNotesThatAreKeptAndNotMissedWhenTheyAreGone() throws Exception {
        looks.note("format-1", "sha256:1", "text");

        assertThat(looks.noted("format-1", "sha256:1")).contains("text");
        assertThat(looks.noted("format-2", "sha256:1")).isEmpty();
        assertThat(looks.noted("format-1", "sha256:2")).isEmpty();
        try (var files = Files.list(temp.resolve("notes"))) {
            Files.write(files.findFirst().orElseThrow(), "cut".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(looks.noted("format-1", "sha256:1")).isEmpty();
        // A folder that cannot be made is no reason to fail.
        new Notes(temp.resolve("content/below")).keep("format-1", "sha256:1", "text");
    }

    private static List<String> entries(Opened image) {
        List<String> names = new ArrayList<>();
        image.layers()
                .forEach(layer -> names.addAll(layer.<List<String>>read(content -> {
                    List<String> found = new ArrayList<>();
                    var tar = new io.jenkins.plugins.paas.image.TarReader(content);
                    for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                        found.add(entry.get().name());
                    }
                    return found;
                })));
        return names;
    }
}
