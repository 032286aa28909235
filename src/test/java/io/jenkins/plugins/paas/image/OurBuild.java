package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.DockerfileInterpreter.Surroundings;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Builds a case of the corpus as we do, and lays its layers over each other as a container's runtime does. */
final class OurBuild {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    private final Path folder;
    private final StageFolder stage;

    OurBuild(Path folder) {
        this.folder = folder;
        this.stage = new StageFolder(folder.resolve("stage"), 1000);
    }

    /** The image as text, or why it is refused: code, line and column of each problem. */
    String run(CorpusCase test) throws IOException {
        try {
            BaseImage built = built(test);
            return Snapshot.of(built.files(), built.config());
        } catch (PaasException e) {
            StringBuilder text = new StringBuilder("refused");
            for (Problem problem : e.problems()) {
                String where =
                        problem.where().map(at -> at.line() + ":" + at.column()).orElse("-");
                text.append('\n').append(problem.code()).append(' ').append(where);
            }
            return text.toString();
        }
    }

    /** The image. */
    BaseImage built(CorpusCase test) throws IOException {
        Images none = name -> {
            throw unknown(name);
        };
        Images images = test.sections().containsKey("base") ? only(build("Dockerfile.base", Map.of(), none)) : none;
        return build("Dockerfile", test.args(), images);
    }

    private static Images only(BaseImage base) {
        return name -> {
            if (!name.equals("localhost/base")) {
                throw unknown(name);
            }
            return base;
        };
    }

    private static PaasException unknown(String name) {
        return new PaasException(Outcome.INVALID, Problem.of("E_BASE_IMAGE", "there is no image " + name, ""));
    }

    private BaseImage build(String dockerfile, Map<String, String> args, Images images) throws IOException {
        Path file = folder.resolve(dockerfile);
        ContextFiles context = ContextFiles.of(folder.resolve("context"), file);
        ImagePlan plan = DockerfileInterpreter.plan(
                Dockerfile.parse("Dockerfile", Files.readString(file)),
                new Surroundings(context, args, images, stage),
                TIME);
        ImageFiles files = plan.base()
                .map(name -> images.open(name).files().copy(name))
                .orElseGet(() -> new ImageFiles("scratch"));
        for (Layer layer : plan.layers()) {
            lay(layer, files);
        }
        return new BaseImage("localhost/base", plan.config(), () -> files);
    }

    private void lay(Layer layer, ImageFiles over) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LayerTar.write(layer, bytes);
        TarReader tar = new TarReader(new ByteArrayInputStream(bytes.toByteArray()));
        for (Optional<TarEntry> next = tar.next(); next.isPresent(); next = tar.next()) {
            TarEntry entry = next.get();
            Owner owner = new Owner(entry.user(), entry.group());
            String path = ImageFolder.resolve("/", entry.name());
            if (entry.folder()) {
                over.put(path, new Node.Folder(entry.mode(), owner));
            } else if (entry.type() == '2') {
                over.put(path, new Node.Link(owner, entry.link()));
            } else {
                Path content = Files.createTempFile(folder, "content", "");
                Files.write(content, tar.content().readAllBytes());
                over.put(path, new Node.File(entry.mode(), owner, content, entry.attributes()));
            }
        }
    }
}
