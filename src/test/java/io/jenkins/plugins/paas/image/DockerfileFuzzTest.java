package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.image.DockerfileInterpreter.Surroundings;
import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever stands in a Dockerfile, its interpreter ends with a plan or with problems that have a place; and no file of a plan
 * comes from outside the context. {@code -Dpaas.fuzz.seed} and {@code -Dpaas.fuzz.cases} choose other cases.
 */
class DockerfileFuzzTest {
    private static final long SEED = Long.getLong("paas.fuzz.seed", 20260102L);
    private static final int CASES = Integer.getInteger("paas.fuzz.cases", 20_000);
    /** Each content that is kept is looked at whenever another one comes. */
    private static final int KEPT = 200;

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    private static final List<String> KEYWORDS = Keyword.names();
    private static final List<String> WORDS = List.of(
            "scratch",
            "base",
            "AS",
            "one",
            "two",
            "a.txt",
            "d",
            "d/in",
            "/x",
            "/x/",
            ".",
            "..",
            "../secret",
            "/",
            "out",
            "round",
            "d/../../secret",
            "*",
            "d/*",
            "[",
            "[a-z]*",
            "**",
            "--from=one",
            "--from=0",
            "--from=base",
            "--from=9",
            "--chown=1:2",
            "--chown=x",
            "--chmod=755",
            "--chmod=9",
            "--parents",
            "--exclude=*",
            "--link",
            "--interval=1s",
            "--platform=linux/amd64",
            "--x",
            "$a",
            "${a}",
            "${a:-b}",
            "${a:+$b}",
            "${a?x}",
            "${a#*.}",
            "${a%%.*}",
            "${a//x/$b}",
            "${",
            "${}",
            "$",
            "a=b",
            "a=$a$a",
            "b=${a}${a}",
            "=",
            "\"",
            "'",
            "\"x y\"",
            "'$a'",
            "\\",
            "\\\\",
            "`",
            "[\"a\"]",
            "[\"a.txt\", \"/x/\"]",
            "[\"",
            "[]",
            "<<EOF",
            "<<-EOF",
            "<<'EOF'",
            "EOF",
            "<<",
            "CMD",
            "NONE",
            "80",
            "80-90/udp",
            "99999",
            "SIGTERM",
            "7",
            "ONBUILD",
            "# escape=`",
            "#",
            "ü€😀",
            "\0",
            "\t",
            "\u2028",
            "t.tar",
            "bad.tar",
            "bomb.tar",
            "http://x/y");
    private static final List<String> ENDS = List.of("\n", "\n", "\n", "\n", "\r\n", " \\\n", "\n\n", "`\n", "");

    @TempDir
    Path temp;

    private Path context;

    @BeforeEach
    void files() throws IOException {
        context = Files.createDirectories(temp.resolve("context"));
        Files.writeString(temp.resolve("secret"), "not yours");
        Files.writeString(context.resolve("a.txt"), "a");
        Files.createDirectories(context.resolve("d"));
        Files.writeString(context.resolve("d/in"), "in");
        Files.createSymbolicLink(context.resolve("out"), Path.of("../secret"));
        Files.createSymbolicLink(context.resolve("round"), Path.of("round"));
        Node node = new Node.File(0644, Owner.ROOT, context.resolve("a.txt"));
        Layer layer = new Layer(
                "t", List.of(new Entry("/t/a", node, TIME), new Entry("/t/l", new Node.Link(Owner.ROOT, "a"), TIME)));
        try (var tar = Files.newOutputStream(context.resolve("t.tar"))) {
            LayerTar.write(layer, tar);
        }
        Layer bad = new Layer("t", List.of(new Entry("/../secret", node, TIME)));
        try (var tar = Files.newOutputStream(context.resolve("bad.tar"))) {
            LayerTar.write(bad, tar);
        }
    }

    @Test
    @Timeout(3600)
    void anyDockerfileEndsWithAPlanOrWithProblemsThatHaveAPlace() {
        System.out.println("fuzz: paas.fuzz.seed=" + SEED + " paas.fuzz.cases=" + CASES);
        Random random = new Random(SEED);
        StageFolder stage = new StageFolder(temp.resolve("stage"), KEPT);
        ImageConfig config = ImageConfig.EMPTY;
        ImageFiles files = new ImageFiles("base");
        files.put("/etc/l", new Node.Link(Owner.ROOT, "/../../l"));
        Images images = name -> new BaseImage(name, config, () -> files);
        Surroundings surroundings = new Surroundings(ContextFiles.all(context), Map.of("a", "given"), images, stage);
        for (int i = 0; i < CASES; i++) {
            String text = text(random);
            long began = System.nanoTime();
            try {
                check(DockerfileInterpreter.plan(Dockerfile.parse("Dockerfile", text), surroundings, TIME));
            } catch (PaasException e) {
                assertThat(e.problems()).as(text).allSatisfy(DockerfileFuzzTest::hasAPlace);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("case " + i + " of seed " + SEED + ":\n" + text, e);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).as(text).isLessThan(LONGEST);
        }
    }

    private void check(ImagePlan plan) {
        for (Layer layer : plan.layers()) {
            for (Entry entry : layer.entries()) {
                assertThat(entry.target()).startsWith("/").doesNotContain("/../");
                if (entry.node() instanceof Node.File file) {
                    Path content = file.content().normalize();
                    assertThat(content.startsWith(context) || content.startsWith(temp.resolve("stage")))
                            .as("%s is within the context", content)
                            .isTrue();
                    assertThat(Files.isSymbolicLink(content)).isFalse();
                }
            }
        }
    }

    private static void hasAPlace(Problem problem) {
        assertThat(problem.where()).isNotEqualTo(Optional.empty());
        assertThat(problem.where().orElseThrow().line()).isPositive();
        assertThat(problem.where().orElseThrow().column()).isPositive();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "" : "FROM scratch\n");
        int lines = 1 + random.nextInt(6);
        for (int i = 0; i < lines; i++) {
            text.append(KEYWORDS.get(random.nextInt(KEYWORDS.size())));
            int words = random.nextInt(5);
            for (int j = 0; j < words; j++) {
                text.append(random.nextInt(6) == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
            }
            text.append(ENDS.get(random.nextInt(ENDS.size())));
        }
        for (int flips = random.nextInt(4); flips > 0 && text.length() > 0; flips--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(128));
                case 1 -> text.deleteCharAt(at);
                default -> text.insert(at, text.charAt(random.nextInt(text.length())));
            }
        }
        return text.toString();
    }
}
