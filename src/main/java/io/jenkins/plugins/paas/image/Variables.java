package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.Instruction.Pair;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code ARG}s and {@code ENV}s that are known at a place of a stage. An {@code ENV} hides an {@code ARG}.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#arg">Dockerfile reference, ARG</a>
 */
final class Variables {
    private final char escape;
    private final GlobalArgs global;
    private final Map<String, String> args;
    private final Map<String, String> env;
    /** Without those of the stage that it starts from. */
    private final Set<String> declared = new HashSet<>();

    /** Both, kept up to date, since an instruction may ask very often. */
    private final Map<String, String> all = new HashMap<>();

    /**
     * Those at the beginning of a stage.
     *
     * @param args those of the stage that it starts from
     * @param env that of the image that it starts from
     */
    Variables(char escape, GlobalArgs global, Map<String, String> args, Map<String, String> env) {
        this.escape = escape;
        this.global = global;
        this.args = new LinkedHashMap<>(args);
        this.env = new LinkedHashMap<>(env);
        all.putAll(args);
        all.putAll(env);
    }

    /** An {@code ARG}; without a default it takes the value of the one before {@code FROM}. */
    void arg(Pair arg) {
        String name = arg.name().raw();
        declared.add(name);
        global.given(name)
                .or(() -> arg.value().map(this::expand))
                .or(() -> global.value(name))
                .ifPresent(value -> {
                    args.put(name, value);
                    all.put(name, env.getOrDefault(name, value));
                });
    }

    /** All values of one {@code ENV} are filled in with what was known before it. */
    void env(Map<String, String> values) {
        env.putAll(values);
        all.putAll(values);
    }

    String expand(Word word) {
        return Expansion.of(word, escape, all);
    }

    /** What of a word has no value. */
    MissingValues missing(Word word) {
        return new MissingValues(Expansion.unset(word, escape, all), this::remedy);
    }

    private String remedy(String name) {
        if (declared.contains(name)) {
            return "write ARG " + name + "=value, or give it under build.args in paas.yaml";
        }
        if (global.declares(name)) {
            return "an ARG before FROM counts in FROM alone: write ARG " + name
                    + " in this stage, too, above this line";
        }
        return GlobalArgs.near(name, all.keySet()) + "write ARG " + name
                + "=value above this line, in this stage; another"
                + " value can be given under build.args in paas.yaml";
    }

    /** The content of a here-document. */
    String content(Heredoc heredoc) {
        return heredoc.literal() ? heredoc.content().raw() : Expansion.raw(heredoc.content(), escape, all);
    }

    Optional<String> expand(Optional<Word> word) {
        return word.map(this::expand);
    }

    Map<String, String> args() {
        return args;
    }

    Map<String, String> env() {
        return env;
    }
}
