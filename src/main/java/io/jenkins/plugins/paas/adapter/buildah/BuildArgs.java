package io.jenkins.plugins.paas.adapter.buildah;

import io.jenkins.plugins.paas.image.ContainerBuild;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Build arguments. Those of a proxy may hold a password and go by the environment, where {@code --build-arg} without a value looks;
 * the others are written out, since as variables they might turn the tool itself.
 *
 * @param words arguments of the command
 * @param environment variables of the command
 */
record BuildArgs(List<String> words, Map<String, String> environment) {
    static BuildArgs of(ContainerBuild build) {
        List<String> words = new ArrayList<>();
        Map<String, String> environment = new HashMap<>();
        build.args().forEach((name, value) -> {
            words.add("--build-arg");
            if (name.toLowerCase(Locale.ROOT).endsWith("_proxy")) {
                words.add(name);
                environment.put(name, value);
            } else {
                words.add(name + "=" + value);
            }
        });
        return new BuildArgs(words, environment);
    }
}
