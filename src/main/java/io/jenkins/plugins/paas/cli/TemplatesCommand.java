package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.image.Template;
import io.jenkins.plugins.paas.image.Templates;
import io.jenkins.plugins.paas.model.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "templates",
        description = "Show the templates that images are made by: those of the program and those of the platform.",
        synopsisSubcommandLabel = "(list | show NAME)")
final class TemplatesCommand {
    private final Paas paas;

    TemplatesCommand(Paas paas) {
        this.paas = paas;
    }

    @Command(name = "list", description = "Print their names, where they come from and what they are for.")
    int list(@Mixin FileOptions files, @Mixin AnswerOptions output) {
        Templates templates = templates(files);
        List<Template> all = templates.names().stream().map(templates::get).toList();
        output.result(
                paas.here(),
                () -> table(all),
                () -> Members.document("Templates")
                        .add(
                                "templates",
                                all.stream().map(TemplatesCommand::inShort).toList())
                        .tree());
        return Outcome.DONE.exitCode();
    }

    @Command(name = "show", description = "Print what an App may set under build.args, and the Dockerfile.")
    int show(
            @Mixin FileOptions files,
            @Mixin AnswerOptions output,
            @Parameters(paramLabel = "NAME", description = "The template, as 'language' names it.") String name) {
        Template template = templates(files).get(name);
        output.result(paas.here(), () -> text(template), () -> whole(template));
        return Outcome.DONE.exitCode();
    }

    private Templates templates(FileOptions files) {
        files.refuseBare();
        return files.platformIsThere(paas.here()) ? Templates.of(files.platform(paas.here())) : Templates.bundled();
    }

    private static String table(List<Template> all) {
        Table table = new Table("NAME", "ORIGIN", "SUMMARY");
        all.forEach(template -> table.row(template.name(), origin(template), template.summary()));
        return String.join("\n", table.lines());
    }

    private static String origin(Template template) {
        return template.origin().map(Object::toString).orElse("built in");
    }

    private static String text(Template template) {
        List<String> lines = new ArrayList<>();
        lines.add(template.name() + ": " + template.summary());
        lines.add("origin: " + origin(template));
        lines.add("");
        Table table = new Table("build.args", "TYPE", "DEFAULT", "MEANING");
        template.parameters()
                .forEach((name, parameter) ->
                        table.row(name, type(parameter), standard(template, name, parameter), parameter.help()));
        lines.addAll(table.lines());
        lines.add("");
        lines.add(template.dockerfile().strip());
        return String.join("\n", lines);
    }

    private static String type(Template.Parameter parameter) {
        return parameter.words().isEmpty() ? parameter.type().key() : String.join("|", parameter.words());
    }

    private static String standard(Template template, String name, Template.Parameter parameter) {
        return parameter
                .value()
                .map(value -> value.isEmpty() ? "\"\"" : value)
                .orElse(name.equals(Template.BASE) ? "baseImages." + template.name() : "-");
    }

    private static Map<String, Object> inShort(Template template) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", template.name());
        tree.put("origin", template.origin().isPresent() ? "platform" : "built-in");
        template.origin().ifPresent(folder -> tree.put("folder", folder.toString()));
        tree.put("summary", template.summary());
        return tree;
    }

    private static Map<String, Object> whole(Template template) {
        Map<String, Object> tree =
                new LinkedHashMap<>(Members.document("Template").tree());
        tree.putAll(inShort(template));
        List<Map<String, Object>> parameters = new ArrayList<>();
        template.parameters().forEach((name, parameter) -> {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("name", name);
            each.put("type", parameter.type().key());
            if (!parameter.words().isEmpty()) {
                each.put("of", parameter.words());
            }
            parameter.value().ifPresent(value -> each.put("default", value));
            each.put("help", parameter.help());
            parameters.add(each);
        });
        tree.put("parameters", parameters);
        tree.put("dockerfile", template.dockerfile());
        return tree;
    }
}
