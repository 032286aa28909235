package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Carries out the stages of a Dockerfile that its last one needs, and so makes a plan, or finds out that a container is needed. */
final class DockerfileInterpreter {
    private static final String UNREACHABLE = "E_REGISTRY_UNREACHABLE";

    private final Surroundings surroundings;
    private final GlobalArgs global;
    private final List<Stage> stages;
    private final char escape;
    private final Problems problems;
    private final boolean bare;
    private final Map<Integer, BuiltStage> built = new HashMap<>();
    private final List<RunLine> runs = new ArrayList<>();
    private final List<Novelty> novelties = new ArrayList<>();
    private final Set<String> opened = new LinkedHashSet<>();

    /**
     * What a Dockerfile is carried out in.
     *
     * @param context what {@code COPY} copies from
     * @param args values of its {@code ARG}s
     * @param images the images that it names
     * @param stage where contents of archives and here-documents are put
     */
    record Surroundings(BuildContext context, Map<String, String> args, Images images, StageFolder stage) {}

    /**
     * What came of a Dockerfile.
     *
     * @param plan the image; nothing where a container is needed to make it
     * @param runs every {@code RUN} that is needed
     * @param novelties what is needed that not all tools know
     * @param images the images that were looked into
     * @param notes what the App's people should know
     */
    record Carried(
            Optional<ImagePlan> plan,
            List<RunLine> runs,
            List<Novelty> novelties,
            List<String> images,
            List<Note> notes) {}

    private DockerfileInterpreter(Dockerfile dockerfile, Surroundings surroundings, Problems problems, boolean bare) {
        this.surroundings = surroundings;
        this.problems = problems;
        this.bare = bare;
        this.escape = dockerfile.escape();
        this.global = new GlobalArgs(escape, surroundings.args());
        Stage.All all = Stage.of(dockerfile);
        this.stages = all.stages();
        Stage.refuseTooMany(stages, dockerfile.name());
        all.global().forEach(arg -> problems.attempt(() -> arg.names().forEach(global::declare)));
    }

    /**
     * The image that a Dockerfile describes.
     *
     * @param created the image's time
     * @throws PaasException with everything that is wrong; {@code RUN} is, too
     */
    static ImagePlan plan(Dockerfile dockerfile, Surroundings surroundings, Instant created) {
        Problems problems = new Problems();
        Carried carried = carried(new DockerfileInterpreter(dockerfile, surroundings, problems, false), created);
        carried.runs()
                .forEach(run -> problems.attempt(() -> {
                    throw run.refused();
                }));
        problems.refuse();
        return carried.plan().orElseThrow();
    }

    /**
     * The image that a Dockerfile describes, or the {@code RUN}s that it needs.
     *
     * @throws PaasException with everything that is wrong; {@code RUN} is not
     */
    static Carried carryOut(Dockerfile dockerfile, Surroundings surroundings, Instant created) {
        Problems problems = new Problems();
        Carried carried = carried(new DockerfileInterpreter(dockerfile, surroundings, problems, false), created);
        problems.refuse();
        return carried;
    }

    /**
     * The {@code RUN}s that a Dockerfile needs. Nothing but settings is read of the images that it starts from, since whoever
     * runs the commands reads the rest anyway.
     *
     * @throws PaasException with everything that is wrong, as far as that can be said without the images' files
     */
    static Carried lookThrough(Dockerfile dockerfile, Surroundings surroundings, Instant created) {
        Problems problems = new Problems();
        Carried carried = carried(new DockerfileInterpreter(dockerfile, surroundings, problems, true), created);
        if (!carried.runs().isEmpty()) {
            problems.refuse();
        }
        return carried;
    }

    private static Carried carried(DockerfileInterpreter interpreter, Instant created) {
        BuiltStage last = interpreter.stage(interpreter.stages.size() - 1);
        List<Note> notes = StageNames.twice(interpreter.stages);
        Optional<ImagePlan> plan = interpreter.runs.isEmpty()
                ? Optional.of(
                        new ImagePlan(last.base(), last.layers(), last.image().config(), created, notes))
                : Optional.empty();
        return new Carried(
                plan,
                List.copyOf(interpreter.runs),
                List.copyOf(interpreter.novelties),
                List.copyOf(interpreter.opened),
                notes);
    }

    private BuiltStage stage(int index) {
        BuiltStage known = built.get(index);
        if (known != null) {
            return known;
        }
        Stage stage = stages.get(index);
        BuiltStage done = problems.attempt(() -> start(stage))
                .map(start -> new StageRun(this, stage, start).run())
                .orElseGet(() -> incomplete());
        built.put(index, done);
        return done;
    }

    /** In place of a stage that could not even begin. */
    private static BuiltStage incomplete() {
        BuiltStage nothing = BuiltStage.scratch();
        return new BuiltStage(nothing.base(), nothing.layers(), nothing.image(), nothing.args(), false);
    }

    private BuiltStage start(Stage stage) {
        Instruction.From from = stage.from();
        from.platform().ifPresent(word -> Platforms.refuseOther(global.expand(word), word.at()));
        String image = global.expand(from.image());
        if (image.isBlank()) {
            throw global.missing(from.image(), stages)
                    .blamedFor(Failures.syntax(
                            from.image().at(), "FROM names no image", "give its ARG a value under build.args"));
        }
        if (image.equals("scratch")) {
            return BuiltStage.scratch();
        }
        Optional<BuiltStage> earlier = named(image, stage.index()).map(this::stage);
        return earlier.orElseGet(() -> opened(from.image(), image));
    }

    /** The last stage of this name before another one. */
    private Optional<Integer> named(String name, int before) {
        for (int i = before - 1; i >= 0; i--) {
            Optional<Word> own = stages.get(i).from().stage();
            if (own.isPresent() && own.get().raw().equalsIgnoreCase(name)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** What {@code COPY --from} names: an earlier stage by name or number, or an image. */
    BuiltStage source(String name, int before, Location at) {
        Optional<Integer> stage = named(name, before);
        if (stage.isEmpty() && name.matches("\\d{1,9}")) {
            int number = Integer.parseInt(name);
            if (number >= before) {
                throw Failures.syntax(
                        at,
                        "there is no stage " + number + " before this one",
                        before == 0 ? "this is the first stage" : "stages are numbered from 0 to " + (before - 1));
            }
            stage = Optional.of(number);
        }
        if (stage.isEmpty()) {
            StageNames.refuseMistyped(name, stages, before, at);
        }
        return stage.map(this::stage).orElseGet(() -> opened(name, at));
    }

    /** The image of a FROM; a variable without a value may well be why there is none. */
    private BuiltStage opened(Word written, String image) {
        try {
            return opened(image, written.at());
        } catch (PaasException e) {
            throw e.outcome() == Outcome.INVALID || e.code().equals(UNREACHABLE)
                    ? global.missing(written, stages).blamedFor(e)
                    : e;
        }
    }

    private BuiltStage opened(String image, Location at) {
        BaseImage found = open(image, at);
        opened.add(image);
        return bare ? BuiltStage.unknown(found) : BuiltStage.of(found);
    }

    /** A stage came to a RUN; what it mounts is needed, too. */
    void run(Stage stage, Instruction.Run run) {
        runs.add(new RunLine(stage.index(), stage.name(), run.at()));
        if (run.heredocs()) {
            novelty(Novelty.Kind.HEREDOC, run.at());
        }
        run.mounted().forEach(word -> source(word.raw(), stage.index(), word.at()));
    }

    /** A stage came to something that not all tools know. */
    void novelty(Novelty.Kind kind, Location at) {
        novelties.add(new Novelty(kind, at));
    }

    private BaseImage open(String image, Location at) {
        try {
            return surroundings.images().open(image);
        } catch (PaasException e) {
            throw placed(e, image, at);
        }
    }

    /** A failure to open an image knows no place in this file, and nothing of stages. */
    private PaasException placed(PaasException failure, String image, Location at) {
        Problem problem = failure.problems().get(0);
        if (problem.where().isPresent()) {
            return failure;
        }
        Optional<String> near = StageNames.near(image, stages);
        String hint =
                near.map(name -> "did you mean the stage '" + name + "'? ").orElse("") + problem.hint();
        Problem placed = Problem.at(at, "", problem.code(), problem.what(), hint);
        if (failure.outcome() == Outcome.INVALID) {
            return new PaasException(Outcome.INVALID, placed);
        }
        // A registry that is away is no mistake in the file, but here stands which one was meant; or the name never was
        // that
        // of an image.
        return near.isPresent() || failure.code().equals(UNREACHABLE)
                ? new PaasException(failure.outcome(), placed, failure)
                : failure;
    }

    /** Whether the file is only looked through, for somebody else to build it. */
    boolean bare() {
        return bare;
    }

    char escape() {
        return escape;
    }

    GlobalArgs global() {
        return global;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Problems problems() {
        return problems;
    }
}
