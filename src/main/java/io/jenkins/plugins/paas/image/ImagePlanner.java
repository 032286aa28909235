package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.DockerfileInterpreter.Carried;
import io.jenkins.plugins.paas.image.DockerfileInterpreter.Surroundings;
import io.jenkins.plugins.paas.model.BuildSpec.Recipe;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
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
    private final Starting starting;
    private final SystemLayers system;
    private final Images images;

    /**
     * A planner.
     *
     * @param templates where templates are looked up
     * @param stage a folder of the user's own, such as a cache folder, where parts of artifacts are laid out under names made
     *     from their content; the App's folder is never written to, since a checkout may be read-only
     * @param images where base images are looked into
     * @param roots certificate authorities that may be named without a file
     */
    public ImagePlanner(Templates templates, Path stage, Images images, KnownRoots roots) {
        this.templates = templates;
        this.jars = new StageFolder(stage, JARS_KEPT);
        this.contents = new StageFolder(stage.resolve("contents"), CONTENTS_KEPT);
        this.starting = new Starting(new Shells(contents));
        this.system = new SystemLayers(contents, roots);
        this.images = images;
    }

    /**
     * Plans an image.
     *
     * @return what it consists of; or, for a Dockerfile that needs RUN, what a tool with containers is told
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_ARTIFACT_MISSING}, {@code E_ARTIFACT_INVALID}, {@code
     *     E_TEMPLATE_UNKNOWN}, {@code E_TEMPLATE_INVALID}, {@code E_TEMPLATE_PARAMETER}, {@code E_BASE_IMAGE_UNKNOWN}, {@code
     *     E_DOCKERFILE_MISSING}, {@code E_DOCKERFILE_SYNTAX}, {@code E_DOCKERFILE_UNSUPPORTED}, {@code E_COPY_SOURCE_MISSING},
     *     {@code E_OUTSIDE_CONTEXT}, {@code E_FILE_UNREADABLE}, {@code E_TRUST_FILE}, {@code E_TRUST_CERTIFICATE}, {@code
     *     E_TRUST_UNKNOWN}
     */
    public ImageWork plan(ImageRequest request) {
        Recipe recipe = request.build().recipe();
        OpenedImages opened = new OpenedImages(images);
        Equipment equipment = system.equipment(request);
        ImageWork work = recipe instanceof Recipe.Template template
                ? byTemplate(
                        templates.get(template.language(), request.build().place("language")),
                        opened,
                        request,
                        equipment)
                : byDockerfile(((Recipe.Dockerfile) recipe).file(), opened, request, equipment);
        return work instanceof ImagePlan plan ? labelled(system.above(plan, opened, equipment), request) : work;
    }

    /**
     * What is added to an image that a tool with containers made.
     *
     * @param made the image
     */
    public Finish finish(ContainerBuild build, BaseImage made) {
        return system.above(made, build.equipment(), build.labels(), build.created());
    }

    private ImageWork byTemplate(Template template, OpenedImages opened, ImageRequest request, Equipment equipment) {
        Path folder = request.source().folder();
        Optional<String> base = Optional.ofNullable(request.baseImages().get(template.name()));
        Map<String, String> values = template.values(request.build(), base);
        Dockerfile dockerfile = Dockerfile.parse(template.name() + "/Dockerfile", template.dockerfile());
        BuildContext context = switch (template.stage()) {
            case FOLDER ->
                ContextFiles.of(folder, folder.resolve(Templates.DOCKERFILE)).with(Outfit.NAME, Outfit.in(contents));
            case JAR -> ContextFiles.all(JarStage.layOut(Artifacts.find(folder, request.build()), folder, jars));
            case PARTS -> PartsLayout.of(template, values, request, contents);
        };
        Surroundings surroundings = new Surroundings(context, values, opened, contents);
        Instant created = request.source().committedAt();
        if (!dockerfile.runs().isEmpty()) {
            Carried carried = DockerfileInterpreter.lookThrough(dockerfile, surroundings, created);
            if (!carried.runs().isEmpty()) {
                return HandingOver.ofTemplate(template, context, contents, jars)
                        .build(dockerfile, carried, values, request, equipment);
            }
        }
        return starting.withAShellOnly(apart(dockerfile, surroundings, created), opened);
    }

    private ImageWork byDockerfile(Path name, OpenedImages opened, ImageRequest request, Equipment equipment) {
        Path folder = request.source().folder();
        Path file = folder.resolve(name);
        Dockerfile dockerfile = OwnDockerfile.read(folder, name, request.build());
        Surroundings surroundings =
                new Surroundings(ContextFiles.of(folder, file), request.build().args(), opened, contents);
        Instant created = request.source().committedAt();
        GivenArgs.refuseUnknown(dockerfile, surroundings, opened, created);
        Carried carried = dockerfile.runs().isEmpty()
                ? DockerfileInterpreter.carryOut(dockerfile, surroundings, created)
                : DockerfileInterpreter.lookThrough(dockerfile, surroundings, created);
        if (!carried.runs().isEmpty()) {
            return HandingOver.of(file, folder)
                    .build(dockerfile, carried, request.build().args(), request, equipment);
        }
        return dockerfile.runs().isEmpty()
                ? carried.plan().orElseThrow()
                : DockerfileInterpreter.plan(dockerfile, surroundings, created);
    }

    /**
     * A template's folders are its own: what a base has there does not matter, and so its layers are not even fetched. Only where
     * folders are written to that belong to the system, where links and rights must stay, the base is looked into.
     */
    private static ImagePlan apart(Dockerfile dockerfile, Surroundings all, Instant created) {
        Images without = name -> all.images().open(name).withoutFiles();
        Surroundings bare = new Surroundings(all.context(), all.args(), without, all.stage());
        Optional<ImagePlan> plan = new Problems().attempt(() -> DockerfileInterpreter.plan(dockerfile, bare, created));
        return plan.filter(SystemFolders::leftAlone)
                .orElseGet(() -> DockerfileInterpreter.plan(dockerfile, all, created));
    }

    private static ImagePlan labelled(ImagePlan plan, ImageRequest request) {
        Map<String, String> labels = new LinkedHashMap<>(plan.config().labels());
        labels.putAll(FactLabels.of(request));
        return plan.configured(plan.config().labelled(labels));
    }
}
