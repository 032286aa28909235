package io.jenkins.plugins.paas.adapter.buildah;

import io.jenkins.plugins.paas.image.ContainerBuild;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * BuildKit by its own client, where its daemon answers.
 *
 * @see <a href="https://github.com/moby/buildkit/blob/master/docs/reference/buildctl.md">buildctl</a>
 */
final class BuildKit implements Tool {
    private final Path program;
    private final String version;

    private BuildKit(Path program, String version) {
        this.program = program;
        this.version = version;
    }

    static Optional<Tool> find(Programs programs) {
        return programs.find("buildctl")
                .flatMap(program -> programs.says(List.of(program.toString(), "debug", "workers"))
                        .flatMap(workers -> programs.says(List.of(program.toString(), "--version")))
                        .map(said -> new BuildKit(program, said.replaceFirst("^buildctl \\S+ v?(\\S+).*", "$1"))));
    }

    @Override
    public String words() {
        return "buildctl " + version;
    }

    @Override
    public List<Command> commands(ContainerBuild build, Workplace place) {
        List<String> make = new ArrayList<>(List.of(
                program.toString(),
                "build",
                "--progress",
                "plain",
                "--frontend",
                "dockerfile.v0",
                "--opt",
                "platform=linux/amd64"));
        Path folder = build.file().toAbsolutePath().normalize().getParent();
        make.addAll(List.of("--local", "context=" + build.context(), "--local", "dockerfile=" + folder));
        make.addAll(List.of("--opt", "filename=" + build.file().getFileName()));
        if (!build.args().containsKey(EPOCH)) {
            make.addAll(List.of(
                    "--opt", "build-arg:" + EPOCH + "=" + build.fileTime().getEpochSecond()));
        }
        build.args().forEach((name, value) -> make.addAll(List.of("--opt", "build-arg:" + name + "=" + value)));
        make.addAll(List.of("--output", "type=oci,tar=false,rewrite-timestamp=true,dest=" + place.layout()));
        Map<String, String> environment =
                Map.of("DOCKER_CONFIG", place.access().folder().toString());
        return List.of(new Command(make, environment));
    }

    @Override
    public Reading reading(ContainerBuild build) {
        return new BuildKitReading(build);
    }

    @Override
    public String hint() {
        return "see that buildctl works here by itself; plain HTTP and mirrors of registries are set in buildkitd.toml";
    }
}
