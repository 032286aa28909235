package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.cli.SandboxApp.Result;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody with kubectl touches the audit trail. */
class AuditIT {
    private static final String SEGMENT = "paas.audit.web.1";

    @TempDir
    private Path folder;

    private SandboxApp app;

    @BeforeEach
    void deployTwice() {
        app = SandboxApp.in(folder);
        app.paas("deploy", "--cluster", "local-1");
        app.write("www/index.html", "two\n").commit("second");
        Result second = app.paas("deploy", "--cluster", "local-1");
        assertThat(second.code()).as(second.all()).isZero();
        assertThat(app.paas("audit", "verify", "--cluster", "local-1").code()).isZero();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void aChangedByteIsFoundInTheRecordThatItIsIn() {
        List<String> lines = lines();
        assertThat(lines.get(1)).contains("DEPLOY_STARTED").as("the line that is changed");
        lines.set(1, lines.get(1).replace("DEPLOY_STARTED", "DEPLOY_STARTEE"));
        store(lines);

        assertBroken("record 2");
    }

    @Test
    void aRecordThatWasCutOffTheEndIsMissed() {
        List<String> lines = lines();
        store(lines.subList(0, lines.size() - 1));

        assertBroken("record " + lines.size());
    }

    @Test
    void aSegmentThatWasRemovedIsMissed() {
        app.kubectl("delete", "configmap", SEGMENT);

        assertBroken("record 1");
    }

    private void assertBroken(String record) {
        Result verified = app.paas("audit", "verify", "--cluster", "local-1");
        assertThat(verified.code()).as(verified.all()).isNotZero();
        assertThat(verified.all()).contains("E_AUDIT_BROKEN").contains(record);
    }

    private List<String> lines() {
        return Arrays.stream(app.kubectl("get", "configmap", SEGMENT, "-o", "jsonpath={.data.lines}")
                        .split("\n"))
                .collect(Collectors.toList());
    }

    private void store(List<String> lines) {
        String value = String.join("\n", lines) + "\n";
        String patch = "[{\"op\":\"replace\",\"path\":\"/data/lines\",\"value\":\""
                + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"}]";
        app.kubectl("patch", "configmap", SEGMENT, "--type=json", "-p", patch);
    }
}
