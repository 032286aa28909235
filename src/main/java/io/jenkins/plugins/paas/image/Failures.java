package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.io.IOException;
import java.nio.file.Path;

/** The failures of image planning; each leaves everything as it was. */
final class Failures {
    private Failures() {}

    static PaasException syntax(Location at, String what, String hint) {
        return at(at, "E_DOCKERFILE_SYNTAX", what, hint);
    }

    /** A sign that begins a comment at the start of a line only. */
    static PaasException comment(Location at) {
        return syntax(at, "'#' begins no comment within a line", "put the comment on a line of its own");
    }

    static PaasException unsupported(Location at, String what, String hint) {
        return at(at, "E_DOCKERFILE_UNSUPPORTED", what, hint);
    }

    static PaasException outside(Location at, String what) {
        return at(
                at,
                "E_OUTSIDE_CONTEXT",
                what,
                "only files of the App's folder can be copied; move or copy the file into it");
    }

    static PaasException at(Location at, String code, String what, String hint) {
        return new PaasException(Outcome.INVALID, Problem.at(at, "", code, what, hint));
    }

    static PaasException of(String code, String what, String hint) {
        return new PaasException(Outcome.INVALID, Problem.of(code, what, hint));
    }

    static PaasException unreadable(Path file, IOException cause) {
        return new PaasException(
                Outcome.INVALID,
                Problem.of(
                        "E_FILE_UNREADABLE",
                        file + " cannot be read or laid out: " + cause.getMessage(),
                        "check that it exists, that it may be read, and that the disk is not full"),
                cause);
    }
}
