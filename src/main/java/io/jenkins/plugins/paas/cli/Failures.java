package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.util.List;
import java.util.Map;

/** Failures as text. */
final class Failures {
    private final boolean colours;

    Failures(Surroundings here) {
        this.colours = here.colours();
    }

    /** One line for each problem. */
    List<String> lines(List<Problem> problems) {
        return problems.stream()
                .map(problem -> error(text(problem) + " [" + problem.code() + "]"))
                .toList();
    }

    /** Hints may have several lines, since we show a tool's last ones there; all else repeats files and answers of others. */
    private static String text(Problem problem) {
        Problem bare = new Problem(problem.code(), problem.where(), problem.path(), problem.what(), "");
        return Visible.line(bare.toString()) + (problem.hint().isEmpty() ? "" : "; " + Visible.text(problem.hint()));
    }

    /** The same as a document, for those who asked for one. */
    static Map<String, Object> document(PaasException failure) {
        return Members.document("Failure")
                .add("outcome", failure.outcome())
                .add("exitCode", failure.outcome().exitCode())
                .add(
                        "problems",
                        failure.problems().stream().map(Failures::document).toList())
                .tree();
    }

    private static Map<String, Object> document(Problem problem) {
        return new Members()
                .add("code", problem.code())
                .add("where", problem.where())
                .add("path", problem.path())
                .add("what", problem.what())
                .add("hint", problem.hint())
                .tree();
    }

    /** A command line that cannot be understood. */
    String usage(String message) {
        return error(Visible.text(message) + " [E_USAGE]");
    }

    /** Something that nobody foresaw; a bug, unless the surroundings are broken. */
    String unexpected(Exception failure) {
        Problem problem = unexpectedly(failure);
        return error("unexpected: " + Visible.text(problem.toString()) + " [" + problem.code() + "]");
    }

    static Problem unexpectedly(Exception failure) {
        return Problem.of("E_UNEXPECTED", failure.toString(), "run it again with --debug and report what it prints");
    }

    private String error(String text) {
        return Style.BAD.paint("error", colours) + " " + text;
    }
}
