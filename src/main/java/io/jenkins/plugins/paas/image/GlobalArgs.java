package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.Instruction.Pair;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
    private final Set<String> declared = new HashSet<>();

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
        declared.add(name);
        given(name).or(() -> arg.value().map(this::expand)).ifPresent(value -> values.put(name, value));
    }

    /** What was given for an ARG from outside. */
    Optional<String> given(String name) {
        return Optional.ofNullable(given.get(name));
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Whether an ARG before the first FROM names it. */
    boolean declares(String name) {
        return declared.contains(name);
    }

    String expand(Word word) {
        return Expansion.of(word, escape, values);
    }

    /**
     * What of a word of FROM has no value.
     *
     * @param stages all stages of the file
     */
    MissingValues missing(Word word, List<Stage> stages) {
        return new MissingValues(Expansion.unset(word, escape, values), name -> remedy(name, stages));
    }

    private String remedy(String name, List<Stage> stages) {
        if (declared.contains(name)) {
            return "write ARG " + name + "=value, or give it under build.args in paas.yaml";
        }
        boolean later = stages.stream()
                .flatMap(stage -> stage.instructions().stream())
                .anyMatch(each -> each instanceof Instruction.Arg arg
                        && arg.names().stream()
                                .anyMatch(pair -> pair.name().raw().equals(name)));
        return later
                ? "only an ARG before the first FROM counts here: move ARG " + name + " above it"
                : near(name, declared) + "write ARG " + name
                        + "=value before the first FROM; another value can be given" + " under build.args in paas.yaml";
    }

    /** A name that was probably meant, as the beginning of a hint. */
    static String near(String name, Set<String> known) {
        return Nearest.to(name, known)
                .map(near -> "did you mean $" + near + "? Else ")
                .orElse("");
    }
}
