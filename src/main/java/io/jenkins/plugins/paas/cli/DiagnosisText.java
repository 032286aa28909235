package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.model.Diagnosis;
import java.util.ArrayList;
import java.util.List;

/** A Diagnosis as people read it: the cause first, then what shows it, then what to do. */
final class DiagnosisText {
    private DiagnosisText() {}

    static List<String> lines(Diagnosis diagnosis, boolean colours) {
        List<String> lines = new ArrayList<>();
        lines.add(Style.BAD.paint(diagnosis.code().name(), colours) + "  "
                + Style.STRONG.paint(diagnosis.sentence(), colours));
        diagnosis
                .pod()
                .ifPresent(pod -> lines.add("  pod        " + pod
                        + diagnosis
                                .container()
                                .map(name -> ", container " + name)
                                .orElse("")));
        section(lines, "evidence", diagnosis.evidence());
        section(lines, "last log", diagnosis.logTail());
        section(lines, "what to do", List.of(diagnosis.suggestion()));
        return lines;
    }

    private static void section(List<String> lines, String head, List<String> texts) {
        String label = String.format("  %-11s", head);
        for (String text : texts) {
            for (String line : text.lines().toList()) {
                lines.add((label + line).stripTrailing());
                label = " ".repeat(13);
            }
        }
    }
}
