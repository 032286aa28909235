package io.jenkins.plugins.paas.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Every command by its name, in the order in which help shows them. Only the one that is called is loaded: picocli reads
 * a command's options by reflection, which at start-up is worth avoiding for the others.
 */
final class Commands {
    private static final Map<String, Function<Paas, Object>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("init", InitCommand::new);
        ALL.put("validate", ValidateCommand::new);
        ALL.put("render", RenderCommand::new);
        ALL.put("build", BuildCommand::new);
        ALL.put("image", ImageCommand::new);
        ALL.put("diff", DiffCommand::new);
        ALL.put("deploy", DeployCommand::new);
        ALL.put("promote", PromoteCommand::new);
        ALL.put("abort", AbortCommand::new);
        ALL.put("rollback", RollbackCommand::new);
        ALL.put("resume", ResumeCommand::new);
        ALL.put("status", StatusCommand::new);
        ALL.put("history", HistoryCommand::new);
        ALL.put("logs", LogsCommand::new);
        ALL.put("templates", TemplatesCommand::new);
        ALL.put("audit", AuditCommand::new);
        ALL.put("doctor", DoctorCommand::new);
        ALL.put("base", BaseCommand::new);
        ALL.put("version", VersionCommand::new);
    }

    private static final Set<String> LOCAL =
            Set.of("init", "validate", "render", "templates", "base", "image", "version");

    private Commands() {}

    /** Whether the command of that name will most likely connect to a cluster. */
    static boolean meetsCluster(String name) {
        return ALL.containsKey(name) && !LOCAL.contains(name);
    }

    /** The command of that name, made for one run. */
    static Optional<Object> find(String name, Paas paas) {
        return Optional.ofNullable(ALL.get(name)).map(make -> make.apply(paas));
    }

    /** All commands, for help and for suggestions after a typing error. */
    static Map<String, Object> all(Paas paas) {
        Map<String, Object> made = new LinkedHashMap<>();
        ALL.forEach((name, make) -> made.put(name, make.apply(paas)));
        return made;
    }
}
