package io.jenkins.plugins.paas.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of a stage while its instructions are carried out. */
final class ConfigDraft {
    private static final List<String> SHELL = List.of("/bin/sh", "-c");

    private final Map<String, String> labels;
    private final Set<String> ports;
    private final Set<String> volumes;
    private final List<String> onBuild = new ArrayList<>();
    private Optional<String> workdir;
    private Optional<String> user;
    private Optional<List<String>> entrypoint;
    private Optional<List<String>> command;
    private Optional<String> stopSignal;
    private Optional<Healthcheck> healthcheck;
    private Optional<List<String>> shell;
    private Optional<String> author;
    private boolean ownCommand;

    /** Starts with the settings of a base. Its triggers are not passed on: they are carried out now. */
    ConfigDraft(ImageConfig base) {
        labels = new LinkedHashMap<>(base.labels());
        ports = new LinkedHashSet<>(base.ports());
        volumes = new LinkedHashSet<>(base.volumes());
        workdir = base.workdir();
        user = base.user();
        entrypoint = base.entrypoint();
        command = base.command();
        stopSignal = base.stopSignal();
        healthcheck = base.healthcheck();
        shell = base.shell();
        author = base.author();
    }

    void label(Map<String, String> more) {
        labels.putAll(more);
    }

    void expose(List<String> more) {
        ports.addAll(more);
    }

    void volume(String folder) {
        volumes.add(folder);
    }

    /** Where relative paths begin. */
    String workdir() {
        return workdir.filter(folder -> !folder.isEmpty()).orElse("/");
    }

    void workdir(String folder) {
        workdir = Optional.of(folder);
    }

    Optional<String> user() {
        return user.filter(name -> !name.isEmpty());
    }

    void user(String name) {
        user = Optional.of(name);
    }

    /**
     * Sets the entry point. A command of the base was meant for another one and goes; one of this stage stays.
     *
     * @see <a href="https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact">Dockerfile
     *     reference, how CMD and ENTRYPOINT interact</a>
     */
    void entrypoint(Instruction.Program program) {
        entrypoint = Optional.of(words(program));
        if (!ownCommand) {
            command = Optional.empty();
        }
    }

    void command(Instruction.Program program) {
        command = Optional.of(words(program));
        ownCommand = true;
    }

    private List<String> words(Instruction.Program program) {
        return program.exec().orElseGet(() -> {
            List<String> wrapped =
                    new ArrayList<>(shell.filter(words -> !words.isEmpty()).orElse(SHELL));
            wrapped.add(program.line().raw());
            return wrapped;
        });
    }

    void stopSignal(String signal) {
        stopSignal = Optional.of(signal);
    }

    void healthcheck(Healthcheck check) {
        healthcheck = Optional.of(check);
    }

    void shell(List<String> words) {
        shell = Optional.of(words);
    }

    void onBuild(String trigger) {
        onBuild.add(trigger);
    }

    void author(String name) {
        author = Optional.of(name);
    }

    ImageConfig config(Map<String, String> env) {
        return new ImageConfig(
                env,
                labels,
                workdir,
                user,
                entrypoint,
                command,
                List.copyOf(ports),
                List.copyOf(volumes),
                stopSignal,
                healthcheck,
                shell,
                onBuild,
                author);
    }
}
