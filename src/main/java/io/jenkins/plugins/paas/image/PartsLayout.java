package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.PartsContext.Mounted;
import io.jenkins.plugins.paas.model.BuildSpec;
import io.jenkins.plugins.paas.model.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the build context of a template that names its parts. The App's folder is only read. */
final class PartsLayout {
    /** The folder of the template's own files. */
    static final String TEMPLATE = "template";

    private static final Location TEMPLATES_OWN = new Location(Templates.SETTINGS, 1, 1);
    private static final int RUNNABLE = 0755;
    private static final int PLAIN = 0644;

    private final Template template;
    private final Map<String, String> values;
    private final BuildSpec build;
    private final StageFolder stage;
    private final ContextFiles app;
    private final PartSources sources;

    private PartsLayout(Template template, Map<String, String> values, ImageRequest request, StageFolder stage) {
        this.template = template;
        this.values = values;
        this.build = request.build();
        this.stage = stage;
        Path folder = request.source().folder();
        this.app = ContextFiles.of(folder, folder.resolve(Templates.DOCKERFILE));
        this.sources = new PartSources(template, values, build, folder);
    }

    /**
     * The build context.
     *
     * @param values of all parameters
     * @param stage where files are put that are not as they are in the App's folder
     */
    static BuildContext of(Template template, Map<String, String> values, ImageRequest request, StageFolder stage) {
        return new PartsLayout(template, values, request, stage)
                .context(request.source().folder());
    }

    private BuildContext context(Path folder) {
        Problems problems = new Problems();
        List<Mounted> parts = new ArrayList<>();
        template.parts().forEach(part -> problems.attempt(() -> mounted(part)).ifPresent(parts::add));
        problems.refuse();
        parts.add(outfit());
        parts.add(own());
        return new PartsContext(parts, "what the template '" + template.name() + "' takes of " + folder);
    }

    private Mounted mounted(Part part) {
        Optional<Path> found = sources.find(part);
        if (found.isEmpty()) {
            return empty(part.name());
        }
        Path file = found.get();
        boolean stripped = PartReader.expand(part.stripped(), values).equals("true");
        if (Files.isDirectory(file)) {
            Tree tree = stripped ? new StrippedTree(app, stage) : app;
            IgnoreRules ignored = ignored(part);
            sources.refuseLeftOut(part, ignored);
            return new Mounted(part.name(), tree, sources.inApp(part), ignored);
        }
        if (part.program()) {
            Programs.refuseForeign(file);
        }
        Path content = stripped ? Programs.stripped(file, stage) : file;
        ImageFiles tree = new ImageFiles(file.toString());
        tree.put(
                "/" + part.as().orElse(file.getFileName().toString()),
                new Node.File(part.program() ? RUNNABLE : mode(file), Owner.ROOT, content));
        return new Mounted(part.name(), tree, "/", IgnoreRules.NONE);
    }

    private static int mode(Path file) {
        try {
            return Modes.of(file);
        } catch (IOException e) {
            throw Failures.unreadable(file, e);
        }
    }

    /** What other parts have is theirs; the App's ignore file counts where its whole folder is taken. */
    private IgnoreRules ignored(Part part) {
        String folder = sources.inApp(part);
        String below = folder.equals("/") ? "/" : folder + "/";
        List<String> patterns = new ArrayList<>(part.without());
        template.parts().stream()
                .filter(other -> other.from().isPresent() && !other.equals(part))
                .map(sources::inApp)
                .filter(other -> other.startsWith(below) && !other.equals(folder))
                .map(other -> literal(other.substring(below.length())))
                .forEach(patterns::add);
        IgnoreRules own = IgnoreRules.excluding(patterns, TEMPLATES_OWN);
        return folder.equals("/") ? app.ignored().and(own) : own;
    }

    private static String literal(String path) {
        return path.replaceAll("([\\\\*?\\[])", "\\\\$1");
    }

    private static Mounted empty(String name) {
        return new Mounted(name, new ImageFiles(name), "/", IgnoreRules.NONE);
    }

    private Mounted outfit() {
        ImageFiles tree = new ImageFiles("what every image gets from us");
        tree.put(
                "/" + Outfit.SCRIPT,
                new Node.File(RUNNABLE, Owner.ROOT, Outfit.in(stage).resolve(Outfit.SCRIPT)));
        return new Mounted(Outfit.NAME, tree, "/", IgnoreRules.NONE);
    }

    private Mounted own() {
        ImageFiles tree = new ImageFiles("the template's files");
        template.files().forEach((name, text) -> {
            int mode = text.startsWith("#!") ? RUNNABLE : PLAIN;
            tree.put("/" + name, new Node.File(mode, Owner.ROOT, content(name, text)));
        });
        return new Mounted(TEMPLATE, tree, "/", IgnoreRules.NONE);
    }

    private Path content(String name, String text) {
        try {
            return stage.file(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Failures.unreadable(Path.of(name), e);
        }
    }
}
