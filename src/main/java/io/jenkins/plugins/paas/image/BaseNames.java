package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.BuildSpec;
import io.jenkins.plugins.paas.model.BuildSpec.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The images that an App's image starts from, as somebody wrote them down. */
public final class BaseNames {
    private BaseNames() {}

    /**
     * Those that may be other images tomorrow, since no digest is written, each with the place where it is written.
     *
     * @param folder the App's folder
     * @param build how the App's image is made
     * @param baseImages the base image of each language
     * @throws io.jenkins.plugins.paas.model.PaasException when the Dockerfile cannot be read
     */
    public static List<String> loose(Path folder, BuildSpec build, Map<String, String> baseImages) {
        if (build.recipe() instanceof Recipe.Template template) {
            return Optional.ofNullable(build.args().get("base"))
                    .map(base -> written(base, "build.args.base"))
                    .or(() -> Optional.ofNullable(baseImages.get(template.language()))
                            .map(base -> written(base, "baseImages." + template.language() + " of the platform")))
                    .stream()
                    .filter(each -> !each.contains("@sha256:"))
                    .toList();
        }
        Path name = ((Recipe.Dockerfile) build.recipe()).file();
        Path file = folder.resolve(name);
        return Files.isRegularFile(file) ? loose(Dockerfile.read(file, name.toString()), build.args()) : List.of();
    }

    private static List<String> loose(Dockerfile dockerfile, Map<String, String> given) {
        Stage.All all = Stage.of(dockerfile);
        GlobalArgs args = new GlobalArgs(dockerfile.escape(), given);
        all.global().forEach(arg -> arg.names().forEach(args::declare));
        Set<String> stages = new LinkedHashSet<>();
        List<String> loose = new ArrayList<>();
        for (Stage stage : all.stages()) {
            String base = args.expand(stage.from().image());
            boolean other = stages.stream().anyMatch(base::equalsIgnoreCase);
            if (!other && !base.equals("scratch") && !base.contains("@sha256:")) {
                loose.add(written(base, stage.from().at().toString()));
            }
            stages.add(stage.name());
        }
        return loose;
    }

    private static String written(String base, String where) {
        return base + " (" + where + ")";
    }
}
