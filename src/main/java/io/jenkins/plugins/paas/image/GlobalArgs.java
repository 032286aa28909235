package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.Instruction.Pair;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code ARG}s before the first {@code FROM}, which are known there, and in a stage that declares them again; and the
 * platform, which is known in the same way without being declared.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope">Dockerfile
 *     reference, automatic platform ARGs</a>
 */
final class GlobalArgs {
    /** What may be given without being declared. */
    static final Set<String> PREDEFINED = Set.of(
            "HTTP_PROXY",
            "http_proxy",
            "HTTPS_PROXY",
            "https_proxy",
            "FTP_PROXY",
            "ftp_proxy",
            "NO_PROXY",
            "no_proxy",
            "ALL_PROXY",
            "all_proxy");

    private final char escape;
    private final Map<String, String> given;
    private final Map<String, String> values = new HashMap<>();

    GlobalArgs(char escape, Map<String, String> given) {
        this.escape = escape;
        this.given = given;
        for (String side : Set.of("TARGET", "BUILD")) {
            values.put(side + "PLATFORM", Platforms.OURS);
            values.put(side + "OS", "linux");
            values.put(side + "ARCH", "amd64");
            values.put(side + "VARIANT", "");
        }
    }

    void declare(Pair arg) {
        String name = arg.name().raw();
        given(name).or(() -> arg.value().map(this::expand)).ifPresent(value -> values.put(name, value));
    }

    /** What was given for an ARG from outside. */
    Optional<String> given(String name) {
        return Optional.ofNullable(given.get(name));
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String expand(Word word) {
        return Expansion.of(word, escape, values);
    }
}
