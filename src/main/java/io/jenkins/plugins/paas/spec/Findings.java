package io.jenkins.plugins.paas.spec;

import java.util.Optional;

/**
 * What a repository tells about its program.
 *
 * @param language the language, as templates are called
 * @param name what the program is called, in any form
 * @param command what builds it
 * @param artifact what the build leaves behind
 * @param port where it listens
 * @param readiness the path that tells whether it is ready
 * @param liveness the path that tells whether it is alive
 * @param checkPort where these paths are asked, when not at {@code port}
 */
record Findings(
        String language,
        Optional<String> name,
        Optional<String> command,
        Optional<String> artifact,
        Optional<Integer> port,
        Optional<String> readiness,
        Optional<String> liveness,
        Optional<Integer> checkPort) {

    /** A program without anything known of its port and checks. */
    static Findings of(String language, Optional<String> name, Optional<String> command, Optional<String> artifact) {
        return new Findings(
                language,
                name,
                command,
                artifact,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same with a port. */
    Findings listening(Optional<Integer> at) {
        return new Findings(language, name, command, artifact, at, readiness, liveness, checkPort);
    }

    /** The same with paths to ask. */
    Findings asked(String ready, String alive, Optional<Integer> at) {
        return new Findings(language, name, command, artifact, port, Optional.of(ready), Optional.of(alive), at);
    }
}
