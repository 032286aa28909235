package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.Problem;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final Failures failures = new Failures(new Surroundings(
            Map.of(), Path.of(""), InputStream.nullInputStream(), System.out, System.err, false, () -> Instant.EPOCH));

    @Test
    void whatAFileOrAToolSaysDoesNotSteerTheTerminal() {
        Problem problem = Problem.at(
                new Location("Docker\u001b[1mfile", 2, 1),
                "",
                "E_DOCKERFILE_SYNTAX",
                "'\u001b[2JCPOY\nerror' is no instruction",
                "its last lines:\n  \u009b31mgrün");

        assertThat(failures.lines(List.of(problem)))
                .containsExactly(
                        "error Docker\\u001b[1mfile:2:1 '\\u001b[2JCPOY\\nerror' is no instruction; its last lines:\n"
                                + "  \\u009b31mgrün [E_DOCKERFILE_SYNTAX]");
        assertThat(failures.usage("Unknown option: '--\u001b[2J'"))
                .isEqualTo("error Unknown option: '--\\u001b[2J' [E_USAGE]");
        assertThat(failures.unexpected(new IllegalStateException("\u0007"))).contains("\\u0007");
    }
}
