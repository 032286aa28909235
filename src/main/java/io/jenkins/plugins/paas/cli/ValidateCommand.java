package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.image.Templates;
import io.jenkins.plugins.paas.model.App;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.ClusterSpec;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.spec.Targets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "validate",
        description =
                "Check paas.yaml and platform.yaml, for every cluster, without asking any cluster; all problems at once.")
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
        try {
            App app = files.app(paas.here());
            if (files.platformIsThere(paas.here())) {
                Platform platform = files.platform(paas.here());
                againstPlatform(app, platform, problems);
                platform.notYet().forEach(sentence -> paas.here().err().println("warning W_NOT_YET: " + sentence));
            } else {
                paas.here().err().println("no platform file is named, so only the App's file was checked");
            }
        } catch (PaasException invalid) {
            problems.addAll(invalid.problems());
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

    private static void againstPlatform(App app, Platform platform, List<Problem> problems) {
        try {
            Templates.of(platform).check(app.source(), platform.baseImages());
        } catch (PaasException invalid) {
            problems.addAll(invalid.problems());
        }
        // An App that names no cluster may go to each.
        Collection<ClusterName> named = app.clusters().keySet();
        Collection<ClusterName> all = named.isEmpty()
                ? platform.clusters().stream().map(ClusterSpec::name).toList()
                : named;
        for (ClusterName cluster : all) {
            try {
                Targets.resolve(app, platform, cluster);
            } catch (PaasException invalid) {
                invalid.problems().stream()
                        .filter(problem -> !problems.contains(problem))
                        .forEach(problems::add);
            }
        }
    }
}
