package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.AuditJson;
import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.engine.AuditTrail;
import io.jenkins.plugins.paas.engine.AuditTrail.Format;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "audit",
        description = "Read and check the audit trail of the App in a cluster.",
        synopsisSubcommandLabel = "(list | verify | export)")
final class AuditCommand {
    private final Paas paas;

    AuditCommand(Paas paas) {
        this.paas = paas;
    }

    /** In which form records are exported. */
    enum ExportFormat {
        JSONL,
        CSV;

        /** Reads it. */
        static final class Words extends OneOf<ExportFormat> {
            Words() {
                super(ExportFormat.class);
            }
        }
    }

    @Command(name = "list", description = "Print the records, oldest first.")
    int list(@Mixin TargetOptions options, @Mixin AnswerOptions output) {
        TargetOptions.Chosen chosen = options.choose(paas.here());
        List<AuditRecord> records = trail(chosen).list(chosen.place());
        output.result(
                paas.here(),
                () -> table(records),
                () -> Members.document("Audit")
                        .add("records", records.stream().map(AuditJson::tree).toList())
                        .tree());
        return Outcome.DONE.exitCode();
    }

    @Command(
            name = "verify",
            description = "Check that no record was changed, removed, inserted or cut off; name the first that was.")
    int verify(@Mixin TargetOptions options, @Mixin AnswerOptions output) {
        TargetOptions.Chosen chosen = options.choose(paas.here());
        AuditTrail.Verification found = trail(chosen).verify(chosen.place());
        found.bad().ifPresent(problem -> {
            throw new PaasException(Outcome.UNEXPECTED, problem);
        });
        output.result(
                paas.here(),
                () -> "intact  " + found.records() + " records, head "
                        + found.head().hash(),
                () -> json(found));
        return Outcome.DONE.exitCode();
    }

    @Command(name = "export", description = "Print the trail to keep it elsewhere.")
    int export(
            @Mixin TargetOptions options,
            @Option(
                            names = "--format",
                            paramLabel = "jsonl|csv",
                            defaultValue = "jsonl",
                            converter = ExportFormat.Words.class,
                            description = "The lines as they are stored, or a table (default: ${DEFAULT-VALUE}).")
                    ExportFormat format) {
        TargetOptions.Chosen chosen = options.choose(paas.here());
        trail(chosen)
                .export(chosen.place(), format == ExportFormat.CSV ? Format.CSV : Format.JSON_LINES)
                .forEach(paas.here().out()::println);
        return Outcome.DONE.exitCode();
    }

    private AuditTrail trail(TargetOptions.Chosen chosen) {
        return EngineRun.engine(paas, chosen.platform(), Screen.aside(paas.here()))
                .audit();
    }

    private static String table(List<AuditRecord> records) {
        if (records.isEmpty()) {
            return "no record yet";
        }
        Table table = new Table("NUMBER", "AT", "ACTION", "RELEASE", "VERDICT", "BY", "CLAIM");
        for (AuditRecord record : records) {
            table.row(
                    String.valueOf(record.number()),
                    record.at().toString(),
                    record.action().name(),
                    record.release().map(String::valueOf).orElse("-"),
                    record.verdict(),
                    record.actor().name(),
                    record.actor()
                            .claim()
                            .map(claim -> claim.system() + ":" + claim.user())
                            .orElse("-"));
        }
        return String.join("\n", table.lines());
    }

    private static Map<String, Object> json(AuditTrail.Verification found) {
        return Members.document("AuditVerification")
                .add("intact", true)
                .add("records", found.records())
                .add("head", found.head().hash())
                .tree();
    }
}
