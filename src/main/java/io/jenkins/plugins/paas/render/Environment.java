package io.jenkins.plugins.paas.render;

import io.jenkins.plugins.paas.model.EnvValue;
import io.jenkins.plugins.paas.model.Memory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The container's environment variables: first the limits and what the language's runtime makes of them, then the App's own
 * by name. What the App sets itself is never overridden.
 */
final class Environment {
    /** Cores of the CPU limit, rounded up. */
    static final String CPU = "PAAS_CPU_LIMIT";

    /** The memory limit in whole mebibytes, rounded up. */
    static final String MEMORY = "PAAS_MEMORY_LIMIT_MIB";

    /** The time zone, where the cluster has another than the image. */
    private static final String ZONE = "TZ";

    /** Threads of Node.js' pool unless it is told otherwise. */
    private static final long NODE_THREADS = 4;

    private final Parts parts;

    Environment(Parts parts) {
        this.parts = parts;
    }

    List<Map<String, Object>> variables() {
        Map<String, Map<String, Object>> variables = new LinkedHashMap<>();
        // They come first: a variable can only refer to those before it.
        add(variables, CPU, limit("limits.cpu", "1"));
        add(variables, MEMORY, limit("limits.memory", "1Mi"));
        runtime(variables);
        parts.target()
                .cluster()
                .timeZone()
                .ifPresent(zone -> add(variables, ZONE, Json.object().put("value", zone)));
        Map<String, EnvValue> own = parts.run().env();
        variables.keySet().removeAll(own.keySet());
        own.forEach((name, value) -> add(variables, name, source(value)));
        return List.copyOf(variables.values());
    }

    private void runtime(Map<String, Map<String, Object>> variables) {
        Memory memory = parts.run().resources().memory();
        switch (parts.target().app().source().language().orElse("")) {
            case "java" -> {
                // A quarter of the memory, Java's own choice, is meant for machines that run other programs, too.
                String cpu = parts.run().env().containsKey(CPU) ? "" : " -XX:ActiveProcessorCount=$(" + CPU + ")";
                add(variables, "JAVA_TOOL_OPTIONS", Json.object().put("value", "-XX:MaxRAMPercentage=75" + cpu));
            }
            case "go" -> {
                add(variables, "GOMAXPROCS", limit("limits.cpu", "1"));
                add(variables, "GOMEMLIMIT", Json.object().put("value", memory.bytes() / 10 * 9 + "B"));
            }
            case "node", "nodejs" -> {
                String heap = "--max-old-space-size=" + Math.max(1, memory.mebibytes() * 3 / 4);
                add(variables, "NODE_OPTIONS", Json.object().put("value", heap));
                long cores = (parts.run().resources().cpu().millis() + 999) / 1000;
                if (cores > NODE_THREADS) {
                    add(variables, "UV_THREADPOOL_SIZE", Json.object().put("value", Long.toString(cores)));
                }
            }
            default -> {
                // Nothing is known of how it finds its limits; the two variables above tell.
            }
        }
    }

    private static void add(Map<String, Map<String, Object>> variables, String name, Json source) {
        Json variable = Json.object().put("name", name);
        source.map().forEach(variable::put);
        variables.put(name, variable.map());
    }

    private Json limit(String resource, String divisor) {
        return Json.object()
                .put(
                        "valueFrom",
                        Json.of(
                                "resourceFieldRef",
                                Json.object()
                                        .put("containerName", parts.name())
                                        .put("resource", resource)
                                        .put("divisor", divisor)
                                        .map()));
    }

    private static Json source(EnvValue value) {
        if (value instanceof EnvValue.FromSecret secret) {
            return Json.object().put("valueFrom", Json.of("secretKeyRef", key(secret.secret(), secret.key())));
        }
        if (value instanceof EnvValue.FromConfigMap configMap) {
            return Json.object()
                    .put("valueFrom", Json.of("configMapKeyRef", key(configMap.configMap(), configMap.key())));
        }
        return Json.object().put("value", literal(((EnvValue.Text) value).value()));
    }

    private static Map<String, Object> key(String object, String key) {
        return Json.object().put("name", object).put("key", key).map();
    }

    /** Kubernetes replaces {@code $(NAME)} and makes one dollar of two; a doubled dollar stands for itself. */
    static String literal(String text) {
        return text.contains("$(") || text.contains("$$") ? text.replace("$", "$$") : text;
    }
}
