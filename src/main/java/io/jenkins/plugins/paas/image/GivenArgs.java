package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.DockerfileInterpreter.Surroundings;
import io.jenkins.plugins.paas.model.Location;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code build.args} for an own Dockerfile: each is declared by an {@code ARG}, or it is a mistake that no tool would tell. */
final class GivenArgs {
    private GivenArgs() {}

    /** Refuses those that neither the file nor a trigger of its bases declares. */
    static void refuseUnknown(Dockerfile dockerfile, Surroundings all, OpenedImages opened, Instant created) {
        Set<String> declared = new LinkedHashSet<>(dockerfile.args());
        List<String> unknown = all.args().keySet().stream()
                .filter(name -> !declared.contains(name) && !GlobalArgs.PREDEFINED.contains(name))
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        // Only so are the bases known. What else is wrong is told once the names are right.
        new Problems().attempt(() -> {
            DockerfileInterpreter.lookThrough(dockerfile, all, created);
        });
        Location file = new Location(dockerfile.name(), 1, 1);
        for (String trigger : opened.triggers()) {
            new Problems().attempt(() -> {
                declared.addAll(DockerfileParser.trigger(trigger, file).args());
            });
        }
        for (String name : unknown) {
            if (!declared.contains(name)) {
                throw Failures.of(
                        "E_TEMPLATE_PARAMETER",
                        "build.args." + name + " is no ARG of " + dockerfile.name(),
                        Nearest.to(name, declared)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("declare it with ARG " + name));
            }
        }
    }
}
