package io.jenkins.plugins.paas.adapter.buildah;

import io.jenkins.plugins.paas.image.ContainerBuild;
import io.jenkins.plugins.paas.image.Novelty;
import io.jenkins.plugins.paas.model.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Buildah, which needs no daemon.
 *
 * @see <a href="https://github.com/containers/buildah/blob/main/docs/buildah-build.1.md">buildah-build(1)</a>
 */
final class Buildah implements Tool {
    private final Path program;
    private final String version;
    private final Programs programs;

    private Buildah(Path program, String version, Programs programs) {
        this.program = program;
        this.version = version;
        this.programs = programs;
    }

    static Optional<Tool> find(Programs programs) {
        return programs.find("buildah")
                .flatMap(program -> programs.says(List.of(program.toString(), "--version"))
                        .map(said ->
                                new Buildah(program, said.replaceFirst("^buildah version (\\S+).*", "$1"), programs)));
    }

    @Override
    public String words() {
        return "buildah " + version;
    }

    @Override
    public List<Problem> unknown(ContainerBuild build) {
        return build.novelties().stream()
                .flatMap(each -> unknown(each).stream())
                .toList();
    }

    private Optional<Problem> unknown(Novelty novelty) {
        return switch (novelty.kind()) {
            // Older ones take the lines for instructions.
            case HEREDOC ->
                since(
                        33,
                        novelty,
                        "here-documents",
                        "write the text into a file of the App and COPY it, and join commands by &&");
            case MODE_IN_LETTERS -> since(46, novelty, "--chmod in letters", "write octal digits, such as --chmod=755");
        };
    }

    private Optional<Problem> since(int minor, Novelty novelty, String what, String otherwise) {
        return Versions.older(version, 1, minor)
                ? Optional.of(Problem.at(
                        novelty.at(),
                        "",
                        "E_DOCKERFILE_UNSUPPORTED",
                        words() + " builds the image, and knows no " + what,
                        "install buildah 1." + minor + " or later, or BuildKit (buildctl, docker buildx); or "
                                + otherwise))
                : Optional.empty();
    }

    @Override
    public List<Command> commands(ContainerBuild build, Workplace place) {
        List<String> storage = storage();
        Map<String, String> environment = new HashMap<>();
        if (programs.variable("CONTAINERS_REGISTRIES_CONF").isEmpty()) {
            place.access()
                    .registries()
                    .ifPresent(file -> environment.put("CONTAINERS_REGISTRIES_CONF", file.toString()));
        }
        BuildArgs args = BuildArgs.of(build);
        List<String> make = new ArrayList<>(storage);
        make.addAll(List.of("build", "--format", "oci", "--layers", "--platform", "linux/amd64"));
        // A time of each commit's own would be another one in every layer, and what the cache has is of other commits.
        make.addAll(List.of("--timestamp", String.valueOf(build.fileTime().getEpochSecond())));
        if (programs.variable("BUILDAH_ISOLATION").isEmpty()) {
            // The other kinds want namespaces and mounts that runners in containers seldom allow.
            make.addAll(List.of("--isolation", "chroot"));
        }
        make.addAll(List.of("--authfile", place.access().config().toString()));
        make.addAll(List.of("--ignorefile", build.ignore().map(Path::toString).orElse("/dev/null")));
        make.addAll(List.of("--iidfile", place.number().toString()));
        make.addAll(args.words());
        environment.putAll(args.environment());
        make.addAll(List.of("--file", build.file().toString(), build.context().toString()));
        List<String> hand = new ArrayList<>(storage);
        hand.addAll(List.of("push", "--quiet", "--format", "oci", IMAGE, "oci:" + place.layout() + ":image"));
        return List.of(new Command(make, environment), new Command(hand, Map.of()));
    }

    /** Overlay needs what runners in containers often lack; vfs copies, but works everywhere. */
    private List<String> storage() {
        boolean works = programs.variable("STORAGE_DRIVER").isPresent()
                || programs.says(List.of(program.toString(), "info")).isPresent();
        return works ? List.of(program.toString()) : List.of(program.toString(), "--storage-driver", "vfs");
    }

    @Override
    public Reading reading(ContainerBuild build) {
        return new BuildahReading(build);
    }

    @Override
    public String hint() {
        return "see that buildah works here by itself; BUILDAH_ISOLATION and STORAGE_DRIVER choose how it works";
    }
}
