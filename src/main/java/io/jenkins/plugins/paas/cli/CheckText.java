package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.check.Finding;
import io.jenkins.plugins.paas.check.Verdict;
import io.jenkins.plugins.paas.engine.CheckImage;
import java.util.ArrayList;
import java.util.List;

/** What a check found, for people. */
final class CheckText {
    /** The rest is in the document for programs. */
    private static final int SHOWN = 10;

    private final boolean colours;

    CheckText(boolean colours) {
        this.colours = colours;
    }

    List<String> lines(CheckImage.Result result, boolean failed) {
        List<String> lines = new ArrayList<>();
        Verdict verdict = result.verdict();
        for (Finding finding : verdict.findings()) {
            Style style = finding.error() ? Style.BAD : Style.WAITING;
            lines.add(style.paint(finding.error() ? "error  " : "warning", colours) + " "
                    + finding.flaw().code() + ": " + finding.what());
            finding.evidence().stream().limit(SHOWN).forEach(each -> lines.add("          " + each));
            int more = finding.evidence().size() - SHOWN;
            if (more > 0) {
                lines.add("          and " + more + " more; --output json lists all");
            }
            lines.add("        " + finding.suggestion());
        }
        if (!verdict.allowed().isEmpty()) {
            lines.add(verdict.allowed().size() + " accepted by the platform");
        }
        String end = verdict.findings().isEmpty()
                ? "nothing found"
                : verdict.errors().size() + " of " + verdict.findings().size() + " findings are errors";
        lines.add(result.image() + ": " + end + "; " + Bytes.words(verdict.size()) + ", "
                + verdict.packages().size() + " packages");
        if (failed) {
            lines.add(Style.BAD.paint("refused", colours) + " by the platform (images.check)");
        }
        return lines;
    }
}
