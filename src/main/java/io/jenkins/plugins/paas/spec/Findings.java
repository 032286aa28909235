package io.jenkins.plugins.paas.spec;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a repository tells about its program.
 *
 * @param language the language, as templates are called
 * @param name what the program is called, in any form
 * @param command what builds it
 * @param artifact what the build leaves behind
 * @param args parameters of the language's template
 * @param port where it listens
 * @param readiness the path that tells whether it is ready
 * @param liveness the path that tells whether it is alive
 * @param checkPort where these paths are asked, when not at {@code port}
 * @param note what its reader has to decide
 */
record Findings(
        String language,
        Optional<String> name,
        Optional<String> command,
        Optional<String> artifact,
        Map<String, String> args,
        Optional<Integer> port,
        Optional<String> readiness,
        Optional<String> liveness,
        Optional<Integer> checkPort,
        Optional<String> note) {
    Findings {
        args = Collections.unmodifiableMap(new TreeMap<>(args));
    }

    /** A program without anything known of its port and checks. */
    static Findings of(String language, Optional<String> name, Optional<String> command, Optional<String> artifact) {
        return new Findings(
                language,
                name,
                command,
                artifact,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same with a port. */
    Findings listening(Optional<Integer> at) {
        return new Findings(language, name, command, artifact, args, at, readiness, liveness, checkPort, note);
    }

    /** The same with a parameter of the template. */
    Findings given(String parameter, String value) {
        Map<String, String> more = new TreeMap<>(args);
        more.put(parameter, value);
        return new Findings(language, name, command, artifact, more, port, readiness, liveness, checkPort, note);
    }

    /** The same with paths to ask. */
    Findings asked(String ready, String alive, Optional<Integer> at) {
        return new Findings(
                language, name, command, artifact, args, port, Optional.of(ready), Optional.of(alive), at, note);
    }

    /** The same with something to decide. */
    Findings noting(String text) {
        return new Findings(
                language, name, command, artifact, args, port, readiness, liveness, checkPort, Optional.of(text));
    }

    /** The same, made in a folder of a larger project by a command of that. */
    Findings within(String folder, Optional<String> project, String by) {
        return new Findings(
                language,
                project.or(() -> name),
                Optional.of(by),
                artifact.map(file -> folder + "/" + file),
                args,
                port,
                readiness,
                liveness,
                checkPort,
                note);
    }
}
