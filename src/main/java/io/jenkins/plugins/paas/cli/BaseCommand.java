package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.AuditJson;
import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.engine.BaseFolder;
import io.jenkins.plugins.paas.engine.BaseFolder.Base;
import io.jenkins.plugins.paas.engine.BuildBase;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.DnsLabel;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.TeamName;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "base",
        description = "Build the base images of the platform; for the platform team.",
        synopsisSubcommandLabel = "(build | list | history)")
final class BaseCommand {
    private final Paas paas;

    BaseCommand(Paas paas) {
        this.paas = paas;
    }

    /** Where the Dockerfiles are. */
    static final class FolderOption {
        @Option(
                names = "--folder",
                paramLabel = "FOLDER",
                defaultValue = "base",
                description = "Has a folder with a Dockerfile for each base image (default: ${DEFAULT-VALUE}).")
        private Path folder;

        BaseFolder bases(Surroundings here) {
            return new BaseFolder(here.folder().resolve(folder).normalize());
        }
    }

    /** Whose namespace has the trail. */
    static final class TeamOption {
        @Option(
                names = "--team",
                paramLabel = "TEAM",
                defaultValue = "platform",
                description =
                        "The team that keeps the base images; their audit trail lies in its namespace (default: ${DEFAULT-VALUE}).")
        private String team;

        TeamName name() {
            Optional<String> flaw = DnsLabel.problemWith(team, TeamName.LONGEST);
            if (flaw.isPresent()) {
                throw new PaasException(
                        Outcome.INVALID,
                        Problem.of("E_USAGE", "--team '" + team + "' " + flaw.get(), "name a team as in paas.yaml"));
            }
            return new TeamName(team);
        }
    }

    @Command(name = "build", description = "Build a base image, push it under a version, and print its digest.")
    int build(
            @Parameters(paramLabel = "NAME", description = "Which one; 'paas base list' shows them.") String name,
            @Option(
                            names = "--version",
                            paramLabel = "VERSION",
                            description = "Its tag, given once (default: the commit's day and id).")
                    Optional<String> version,
            @Option(
                            names = "--registry",
                            paramLabel = "NAME",
                            description =
                                    "The registry that it goes to, by its name in the platform file (default: where the platform's base of this name is).")
                    Optional<String> registry,
            @Option(
                            names = "--arg",
                            paramLabel = "NAME=VALUE",
                            description = "A value for an ARG of the Dockerfile; may be given again.")
                    List<String> args,
            @Mixin FolderOption folder,
            @Mixin TeamOption team,
            @Mixin FileOptions files,
            @Mixin OutputOptions output) {
        Platform platform = files.platform(paas.here());
        BuildBase.Result built;
        try (Screen screen = output.screen(paas.here())) {
            built = EngineRun.engine(paas, platform, screen)
                    .buildBase()
                    .run(new BuildBase.Request(
                            platform,
                            folder.bases(paas.here()),
                            name,
                            version,
                            registry,
                            team.name(),
                            arguments(Optional.ofNullable(args).orElse(List.of()))));
        }
        output.result(paas.here(), () -> text(built), () -> json(built));
        return Outcome.DONE.exitCode();
    }

    private static Map<String, String> arguments(List<String> words) {
        Map<String, String> arguments = new LinkedHashMap<>();
        for (String word : words) {
            int end = word.indexOf('=');
            if (end < 1) {
                throw new PaasException(
                        Outcome.INVALID,
                        Problem.of(
                                "E_USAGE",
                                "--arg '" + word + "' gives no value to a name",
                                "write it as NAME=VALUE, such as --arg VERSION=1.2"));
            }
            arguments.put(word.substring(0, end), word.substring(end + 1));
        }
        return arguments;
    }

    @Command(name = "list", description = "Print the base images, and which version the platform uses.")
    int list(@Mixin FolderOption folder, @Mixin FileOptions files, @Mixin AnswerOptions output) {
        List<Base> all = folder.bases(paas.here()).all(files.platform(paas.here()));
        output.result(
                paas.here(),
                () -> table(all),
                () -> Members.document("BaseImages")
                        .add(
                                "bases",
                                all.stream()
                                        .map(base -> new Members()
                                                .add("name", base.name())
                                                .add("used", base.used())
                                                .tree())
                                        .toList())
                        .tree());
        return Outcome.DONE.exitCode();
    }

    @Command(
            name = "history",
            description = "Print who built which base image, oldest first, after a check of the trail.")
    int history(@Mixin TeamOption team, @Mixin FileOptions files, @Mixin AnswerOptions output) {
        Platform platform = files.platform(paas.here());
        List<AuditRecord> records = EngineRun.engine(paas, platform, Screen.aside(paas.here()))
                .baseTrail()
                .list(platform, team.name());
        output.result(
                paas.here(),
                () -> built(records),
                () -> Members.document("Audit")
                        .add("records", records.stream().map(AuditJson::tree).toList())
                        .tree());
        return Outcome.DONE.exitCode();
    }

    private static String built(List<AuditRecord> records) {
        if (records.isEmpty()) {
            return "nothing was built yet";
        }
        Table table = new Table("BUILT", "BY", "WITH", "IMAGE");
        records.forEach(record -> table.row(
                record.at().toString(),
                record.actor().name(),
                record.details().getOrDefault("builder", ""),
                record.details().getOrDefault("image", "")));
        return String.join("\n", table.lines());
    }

    private static String table(List<Base> all) {
        if (all.isEmpty()) {
            return "no base image here; each is a folder with a Dockerfile, see docs/base-images.md";
        }
        Table table = new Table("NAME", "IN USE");
        all.forEach(base -> table.row(base.name(), base.used().orElse("-")));
        return String.join("\n", table.lines());
    }

    private static String text(BuildBase.Result built) {
        return "built: " + built.image() + "\nTo let Apps build on it, write in platform.yaml:\n  baseImages:\n    "
                + built.name() + ": " + built.image();
    }

    private static Map<String, Object> json(BuildBase.Result built) {
        return Members.document("BaseImage")
                .add("name", built.name())
                .add("image", built.image())
                .add("digest", built.digest())
                .add("builder", built.builder())
                .add("took", built.took())
                .tree();
    }
}
