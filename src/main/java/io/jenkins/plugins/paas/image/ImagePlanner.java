package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.DockerfileInterpreter.Surroundings;
import io.jenkins.plugins.paas.model.BuildSpec.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns an App's folder into the plan of its image, by a template or by the App's own Dockerfile. */
public final class ImagePlanner {
    /** More than there are builds at once on one machine. */
    private static final int JARS_KEPT = 16;

    /** More than there are archives and here-documents in all Dockerfiles that are built at once. */
    private static final int CONTENTS_KEPT = 2000;

    private final Templates templates;
    private final StageFolder jars;
    private final StageFolder contents;
    private final Images images;

    /**
     * A planner.
     *
     * @param templates where templates are looked up
     * @param stage a folder of the user's own, such as a cache folder, where parts of artifacts are laid out under names made
     *     from their content; the App's folder is never written to, since a checkout may be read-only
     * @param images where base images are looked into
     */
    public ImagePlanner(Templates templates, Path stage, Images images) {
        this.templates = templates;
        this.jars = new StageFolder(stage, JARS_KEPT);
        this.contents = new StageFolder(stage.resolve("contents"), CONTENTS_KEPT);
        this.images = images;
    }

    /**
     * Plans an image.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_ARTIFACT_MISSING}, {@code E_ARTIFACT_INVALID}, {@code
     *     E_TEMPLATE_UNKNOWN}, {@code E_TEMPLATE_INVALID}, {@code E_TEMPLATE_PARAMETER}, {@code E_BASE_IMAGE_UNKNOWN}, {@code
     *     E_DOCKERFILE_MISSING}, {@code E_DOCKERFILE_SYNTAX}, {@code E_DOCKERFILE_UNSUPPORTED}, {@code E_COPY_SOURCE_MISSING},
     *     {@code E_OUTSIDE_CONTEXT}, {@code E_FILE_UNREADABLE}, {@code E_NOT_YET}
     */
    public ImagePlan plan(ImageRequest request) {
        if (!request.build().trust().isEmpty()) {
            throw Failures.of(
                    "E_NOT_YET",
                    "build.trust is not supported yet",
                    "remove it, and put the certificates into the base image");
        }
        Recipe recipe = request.build().recipe();
        ImagePlan plan = recipe instanceof Recipe.Template template
                ? byTemplate(templates.get(template.language()), request)
                : byDockerfile(((Recipe.Dockerfile) recipe).file(), request);
        return labelled(plan, request);
    }

    private ImagePlan byTemplate(Template template, ImageRequest request) {
        Path folder = request.source().folder();
        Optional<String> base = Optional.ofNullable(request.baseImages().get(template.name()));
        Map<String, String> values = template.values(request.build().args(), base);
        Dockerfile dockerfile = Dockerfile.parse(template.name() + "/Dockerfile", template.dockerfile());
        Path context = switch (template.stage()) {
            case FOLDER -> folder;
            case JAR -> JarStage.layOut(Artifacts.find(folder, request.build()), folder, jars);
        };
        return apart(dockerfile, ContextFiles.all(context), values, request);
    }

    private ImagePlan byDockerfile(Path name, ImageRequest request) {
        Path folder = request.source().folder();
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw Failures.of(
                    "E_DOCKERFILE_MISSING", "there is no Dockerfile " + file, "check 'dockerfile:' in paas.yaml");
        }
        Artifacts.inside(folder, file);
        Dockerfile dockerfile = Dockerfile.read(file, name.toString());
        refuseUnknown(request.build().args(), dockerfile);
        Surroundings surroundings =
                new Surroundings(ContextFiles.of(folder, file), request.build().args(), images, contents);
        return DockerfileInterpreter.plan(
                dockerfile, surroundings, request.source().committedAt());
    }

    /**
     * A template's folders are its own: what a base has there does not matter, and so its layers are not even fetched. Only where
     * folders are written to that belong to the system, where links and rights must stay, the base is looked into.
     */
    private ImagePlan apart(
            Dockerfile dockerfile, ContextFiles context, Map<String, String> args, ImageRequest request) {
        Instant created = request.source().committedAt();
        Images without = name -> images.open(name).withoutFiles();
        Optional<ImagePlan> plan = new Problems()
                .attempt(() -> DockerfileInterpreter.plan(
                        dockerfile, new Surroundings(context, args, without, contents), created));
        return plan.filter(SystemFolders::leftAlone)
                .orElseGet(() -> DockerfileInterpreter.plan(
                        dockerfile, new Surroundings(context, args, images, contents), created));
    }

    private static void refuseUnknown(Map<String, String> given, Dockerfile dockerfile) {
        List<String> declared = dockerfile.args();
        for (String name : given.keySet()) {
            if (!declared.contains(name) && !GlobalArgs.PREDEFINED.contains(name)) {
                throw Failures.of(
                        "E_TEMPLATE_PARAMETER",
                        "build.args." + name + " is no ARG of " + dockerfile.name(),
                        Nearest.to(name, declared)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("declare it with ARG " + name));
            }
        }
    }

    /** The labels of the OCI specification, which stand above those of the file: they are facts about this build. */
    private static ImagePlan labelled(ImagePlan plan, ImageRequest request) {
        Map<String, String> labels = new LinkedHashMap<>(plan.config().labels());
        String prefix = "org.opencontainers.image.";
        labels.put(prefix + "title", request.app().value());
        labels.put(prefix + "version", request.version());
        labels.put(prefix + "revision", request.source().revision());
        labels.put(prefix + "created", request.source().committedAt().toString());
        request.source().url().ifPresent(url -> labels.put(prefix + "source", url));
        return new ImagePlan(plan.base(), plan.layers(), plan.config().labelled(labels), plan.created());
    }
}
