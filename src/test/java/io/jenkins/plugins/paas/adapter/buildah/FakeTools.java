package io.jenkins.plugins.paas.adapter.buildah;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Programs of a test's own on a PATH of its own. Each notes its arguments before it does what the test says. */
final class FakeTools {
    private final Path folder;

    FakeTools(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        for (String name : List.of("mkdir", "cat", "sleep", "tar")) {
            Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\nexec /bin/" + name + " \"$@\"\n");
            file.toFile().setExecutable(true);
        }
    }

    /** A buildah whose {@code build} does this. */
    FakeTools buildah(String build) throws IOException {
        return buildah(build, "1.99.0");
    }

    /** The same of a version. */
    FakeTools buildah(String build, String version) throws IOException {
        return program("buildah", """
                case " $* " in
                *" --version "*) echo "buildah version VERSION (image-spec 1.0)" ;;
                *" info "*) exit ${INFO:-0} ;;
                *" build "*)
                while [ $# -gt 0 ]; do case $1 in --iidfile) number=$2 ;; --authfile) cat "$2" >> "$NOTES.auth" ;; esac; shift; done
                [ -z "$CONTAINERS_REGISTRIES_CONF" ] || cat "$CONTAINERS_REGISTRIES_CONF" >> "$NOTES.registries"
                echo sha256:4711 > "$number"
                BUILD ;;
                *" push "*) for last; do :; done; last=${last#oci:}; mkdir -p "${last%:image}" ;;
                esac
                """.replace("BUILD", build).replace("VERSION", version));
    }

    FakeTools program(String name, String script) throws IOException {
        Path file = Files.writeString(
                folder.resolve(name),
                "#!/bin/sh\nNOTES='" + notes() + "'\necho \"" + name + " $*\" >> \"$NOTES\"\n" + script);
        file.toFile().setExecutable(true);
        return this;
    }

    Map<String, String> environment() {
        return Map.of("PATH", folder.toString(), "HOME", folder.toString());
    }

    private Path notes() {
        return folder.resolve("notes");
    }

    /** The commands that were run, in order. */
    List<String> noted() throws IOException {
        return Files.exists(notes()) ? Files.readAllLines(notes()) : List.of();
    }

    /** What a program kept of a file that it was given. */
    String kept(String name) throws IOException {
        Path file = folder.resolve("notes." + name);
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
