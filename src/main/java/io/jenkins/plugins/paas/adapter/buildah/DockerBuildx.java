package io.jenkins.plugins.paas.adapter.buildah;

import io.jenkins.plugins.paas.image.ContainerBuild;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Docker, version 25 or later, where its daemon answers and its plug-in buildx is there.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/buildx/build/">docker buildx build</a>
 */
final class DockerBuildx implements Tool {
    private final Path program;
    private final String version;
    private final Programs programs;

    private DockerBuildx(Path program, String version, Programs programs) {
        this.program = program;
        this.version = version;
        this.programs = programs;
    }

    static Optional<Tool> find(Programs programs) {
        return programs.find("docker")
                .flatMap(program -> programs.says(List.of(program.toString(), "buildx", "version"))
                        .flatMap(plugin -> programs.says(
                                List.of(program.toString(), "version", "--format", "{{.Server.Version}}")))
                        .map(version -> new DockerBuildx(program, version, programs)));
    }

    @Override
    public String words() {
        return "docker " + version;
    }

    @Override
    public List<Command> commands(ContainerBuild build, Workplace place) {
        Map<String, String> environment = new HashMap<>();
        environment.put(EPOCH, String.valueOf(build.fileTime().getEpochSecond()));
        BuildArgs args = BuildArgs.of(build);
        environment.putAll(args.environment());
        configuration(place, environment);
        List<String> make = new ArrayList<>(
                List.of(program.toString(), "buildx", "build", "--progress", "plain", "--platform", "linux/amd64"));
        make.addAll(List.of(
                "--provenance=false", "--load", "--iidfile", place.number().toString()));
        make.addAll(args.words());
        make.addAll(List.of("--file", build.file().toString(), build.context().toString()));
        Path tar = place.folder().resolve("image.tar");
        Command save = new Command(List.of(program.toString(), "save", "--output", tar.toString(), IMAGE), Map.of());
        Command unpack = new Command(
                List.of(
                        programs.find("tar").map(Path::toString).orElse("tar"),
                        "--extract",
                        "--one-top-level=" + place.layout(),
                        "--file",
                        tar.toString()),
                Map.of());
        return List.of(new Command(make, environment), save, unpack);
    }

    /** The builders, contexts and plug-ins of the user's own configuration stay; only the passwords are those of the platform. */
    private void configuration(Workplace place, Map<String, String> environment) {
        Path usual = programs.variable("DOCKER_CONFIG")
                .map(Path::of)
                .orElse(Path.of(programs.variable("HOME").orElse("/"), ".docker"));
        environment.put("DOCKER_CONFIG", place.access().folder().toString());
        environment.put("BUILDX_CONFIG", programs.variable("BUILDX_CONFIG").orElse(usual.resolve("buildx") + ""));
        place.access().link(usual, List.of("cli-plugins", "contexts"));
        if (programs.variable("DOCKER_HOST").isEmpty()) {
            programs.says(List.of(program.toString(), "context", "show"))
                    .ifPresent(context -> environment.put("DOCKER_CONTEXT", context));
        }
    }

    @Override
    public Reading reading(ContainerBuild build) {
        return new BuildKitReading(build);
    }

    @Override
    public String hint() {
        return "see that docker buildx works here by itself; Docker 25 or later is needed, and plain HTTP and mirrors of"
                + " registries are set in the daemon's configuration";
    }
}
