package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.engine.ConfigFolder;
import io.jenkins.plugins.paas.image.OwnDockerfile;
import io.jenkins.plugins.paas.image.OwnTrust;
import io.jenkins.plugins.paas.image.Templates;
import io.jenkins.plugins.paas.model.App;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.ClusterSpec;
import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.RunSpec.ConfigSpec;
import io.jenkins.plugins.paas.spec.Targets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "validate",
        description =
                "Check paas.yaml, platform.yaml, the App's Dockerfile, trusted certificates and config folder, for every cluster, without asking any; all problems at once.")
final class ValidateCommand implements Callable<Integer> {
    private final Paas paas;

    @Mixin
    private FileOptions files;

    @Mixin
    private AnswerOptions output;

    ValidateCommand(Paas paas) {
        this.paas = paas;
    }

    @Override
    public Integer call() {
        files.refuseBare();
        List<Problem> problems = new ArrayList<>();
        Optional<App> app = read(() -> files.app(paas.here()), problems);
        app.ifPresent(one -> besideIt(one, problems));
        if (files.platformIsThere(paas.here())) {
            // What is wrong in one file says nothing of the other.
            Optional<Platform> platform = read(() -> files.platform(paas.here()), problems);
            platform.ifPresent(all -> app.ifPresent(one -> againstPlatform(one, all, problems)));
            platform.ifPresent(all ->
                    all.notYet().forEach(sentence -> paas.here().err().println("warning W_NOT_YET: " + sentence)));
        } else {
            paas.here().err().println("no platform file is named, so only the App's file was checked");
        }
        if (!problems.isEmpty()) {
            throw new PaasException(Outcome.INVALID, problems);
        }
        output.result(
                paas.here(),
                () -> "valid",
                () -> Members.document("Validation").add("valid", true).tree());
        return Outcome.DONE.exitCode();
    }

    /** What the App's file names beside it. */
    private void besideIt(App app, List<Problem> problems) {
        Path folder = files.folder(paas.here());
        attempt(() -> OwnDockerfile.check(folder, app.source()), problems);
        attempt(() -> OwnTrust.check(folder, app.source()), problems);
        // A folder that several clusters name is told of once, at the first place.
        Map<Path, ConfigSpec> configs = new LinkedHashMap<>();
        Stream.concat(Stream.of(app.defaults()), app.clusters().values().stream())
                .flatMap(run -> run.config().stream())
                .forEach(config -> configs.putIfAbsent(config.folder(), config));
        configs.values().forEach(config -> read(() -> ConfigFolder.read(folder, config), problems));
    }

    private static void attempt(Runnable check, List<Problem> problems) {
        var unused = read(
                () -> {
                    check.run();
                    return true;
                },
                problems);
    }

    private static <T> Optional<T> read(Supplier<T> file, List<Problem> problems) {
        try {
            return Optional.of(file.get());
        } catch (PaasException invalid) {
            problems.addAll(invalid.problems());
            return Optional.empty();
        }
    }

    private void againstPlatform(App app, Platform platform, List<Problem> problems) {
        attempt(() -> Templates.of(platform).check(app.source(), platform.baseImages()), problems);
        // An App that names no cluster may go to each.
        Collection<ClusterName> named = app.clusters().keySet();
        Collection<ClusterName> all = named.isEmpty()
                ? platform.clusters().stream().map(ClusterSpec::name).toList()
                : named;
        // What is the same in several clusters is told once, at the first.
        Map<Problem, ClusterName> found = new LinkedHashMap<>();
        for (ClusterName cluster : all) {
            try {
                Targets.resolve(app, platform, cluster);
            } catch (PaasException invalid) {
                invalid.problems().forEach(problem -> found.putIfAbsent(problem, cluster));
            }
        }
        Map<String, Location> places = found.isEmpty() ? Map.of() : files.clusterPlaces(paas.here());
        found.forEach((problem, cluster) -> problems.add(Optional.ofNullable(places.get(cluster.value()))
                .map(place -> Problem.at(place, "clusters." + cluster, problem.code(), problem.what(), problem.hint()))
                .orElse(problem)));
    }
}
