package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.EnvValue;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads environment variables. Values are kept as they are written: {@code 1.10} stays {@code 1.10}. */
final class EnvReader {
    private static final String HINT =
            "write a value, \"\" for an empty one, or {secret: name, key: k} or {configMap: name, key: k}";

    private final Problems problems;

    EnvReader(Problems problems) {
        this.problems = problems;
    }

    Map<String, EnvValue> read(Settings run) {
        Map<String, EnvValue> env = new TreeMap<>();
        run.named("env", "write names with values: {LOG_LEVEL: debug}")
                .ifPresent(named -> named.forEach((name, field) -> {
                    AppReader.isFine(field.key(), name, Names::env, problems);
                    value(field.value()).ifPresent(value -> env.put(name, value));
                }));
        return env;
    }

    private Optional<EnvValue> value(Tree value) {
        if (value instanceof Tree.Fields fields) {
            return reference(new Settings(fields, Section.ENV_REFERENCE, problems));
        }
        return Settings.verbatim(value, HINT, problems).map(EnvValue.Text::new);
    }

    private Optional<EnvValue> reference(Settings reference) {
        Optional<String> secret = name(reference, "secret", Names::object);
        Optional<String> configMap = name(reference, "configMap", Names::object);
        Optional<String> key = name(reference, "key", Names::key);
        boolean both = reference.has("secret") && reference.has("configMap");
        boolean none = !reference.has("secret") && !reference.has("configMap");
        if (both) {
            reference.wrong(
                    "configMap",
                    Codes.CONFLICT,
                    "a value cannot come from a Secret and a ConfigMap",
                    "keep one of them");
        }
        if (none) {
            problems.add(
                    reference.place(),
                    Codes.MISSING,
                    reference.place().name() + " does not say where its value is",
                    HINT);
        }
        if (!reference.has("key")) {
            reference.missing("key", "write which key holds the value: {secret: name, key: password}");
        }
        return key.flatMap(k -> secret.<EnvValue>map(name -> new EnvValue.FromSecret(name, k))
                .or(() -> configMap.map(name -> new EnvValue.FromConfigMap(name, k))));
    }

    private Optional<String> name(Settings reference, String key, Function<String, Optional<String>> rule) {
        return reference.text(key, HINT).filter(text -> AppReader.isFine(reference.place(key), text, rule, problems));
    }
}
