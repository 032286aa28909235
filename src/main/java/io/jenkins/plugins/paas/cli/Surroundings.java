package io.jenkins.plugins.paas.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command runs; handed in, so that tests run commands without a process of their own.
 *
 * @param env the environment variables
 * @param folder the working folder
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param terminal whether a person looks at standard output
 * @param clock the time
 */
record Surroundings(
        Map<String, String> env,
        Path folder,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        InstantSource clock) {
    Surroundings {
        env = Map.copyOf(env);
    }

    /** A variable that is set and not empty. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(env.get(name)).filter(value -> !value.isEmpty());
    }

    /** Whether colours may be used (see no-color.org). */
    boolean colours() {
        return terminal && variable("NO_COLOR").isEmpty() && !"dumb".equals(env.get("TERM"));
    }
}
