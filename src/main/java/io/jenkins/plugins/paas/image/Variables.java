package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.Instruction.Pair;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The {@code ARG}s and {@code ENV}s that are known at a place of a Dockerfile. An {@code ENV} hides an {@code ARG}. */
final class Variables {
    private final char escape;
    private final Map<String, String> given;
    private final Map<String, String> global = new LinkedHashMap<>();
    private final Map<String, String> args = new LinkedHashMap<>();
    private final Map<String, String> env = new LinkedHashMap<>();

    Variables(char escape, Map<String, String> given) {
        this.escape = escape;
        this.given = given;
    }

    /** An {@code ARG} before the first {@code FROM}: known there only. */
    void global(Pair arg) {
        String name = arg.name().raw();
        value(arg, global).ifPresent(value -> global.put(name, value));
    }

    /** An {@code ARG} of the stage; without a default it takes the value of the one before {@code FROM}. */
    void arg(Pair arg) {
        String name = arg.name().raw();
        Optional<String> outer = Optional.ofNullable(global.get(name));
        args.put(name, value(arg, all()).or(() -> outer).orElse(""));
    }

    private Optional<String> value(Pair arg, Map<String, String> known) {
        Optional<String> given = Optional.ofNullable(this.given.get(arg.name().raw()));
        return given.or(() -> arg.value().map(word -> Expansion.of(word, escape, known)));
    }

    /** All values of one {@code ENV} are filled in with what was known before it. */
    void env(Map<String, String> values) {
        env.putAll(values);
    }

    String outside(Word word) {
        return Expansion.of(word, escape, global);
    }

    String expand(Word word) {
        return Expansion.of(word, escape, all());
    }

    Map<String, String> env() {
        return env;
    }

    private Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>(args);
        all.putAll(env);
        return all;
    }
}
