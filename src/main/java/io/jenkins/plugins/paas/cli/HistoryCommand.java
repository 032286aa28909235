package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.EntryJson;
import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.engine.ShowHistory;
import io.jenkins.plugins.paas.model.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "history", description = "List the releases, newest first.")
final class HistoryCommand implements Callable<Integer> {
    private final Paas paas;

    @Mixin
    private TargetOptions options;

    @Mixin
    private AnswerOptions output;

    HistoryCommand(Paas paas) {
        this.paas = paas;
    }

    @Override
    public Integer call() {
        TargetOptions.Chosen chosen = options.choose(paas.here());
        List<ShowHistory.Line> lines = EngineRun.engine(paas, chosen.platform(), Screen.aside(paas.here()))
                .history()
                .run(chosen.place());
        output.result(paas.here(), () -> text(lines), () -> json(lines));
        return Outcome.DONE.exitCode();
    }

    private String text(List<ShowHistory.Line> lines) {
        if (lines.isEmpty()) {
            return "no release yet; paas deploy makes the first";
        }
        Table table = new Table("", "RELEASE", "VERDICT", "CONFIG", "AGE", "BY", "IMAGE");
        for (ShowHistory.Line line : lines) {
            table.row(
                    line.runs() ? "*" : "",
                    String.valueOf(line.release().number()),
                    line.release().verdict().name().toLowerCase(Locale.ROOT),
                    line.release().config().map(number -> "v" + number).orElse("-"),
                    Durations.age(Duration.between(
                            line.release().createdAt(), paas.here().clock().instant())),
                    line.release().createdBy(),
                    line.release().image());
        }
        List<String> all = new ArrayList<>(table.lines());
        lines.forEach(line -> line.glass()
                .ifPresent(why -> all.add("release " + line.release().number() + ": glass broken by " + why)));
        return String.join("\n", all);
    }

    private static Map<String, Object> json(List<ShowHistory.Line> lines) {
        return Members.document("History")
                .add(
                        "releases",
                        lines.stream()
                                .map(line -> new Members()
                                        .addAll(EntryJson.tree(line.release()))
                                        .add("runs", line.runs())
                                        .add("glassBroken", line.glass())
                                        .tree())
                                .toList())
                .tree();
    }
}
