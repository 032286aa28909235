package io.jenkins.plugins.paas.adapter.git;

import io.jenkins.plugins.paas.model.CommitId;
import io.jenkins.plugins.paas.model.Source;
import io.jenkins.plugins.paas.port.SourceTree;
import java.nio.file.Path;

/** Asks the {@code git} program. */
public final class GitSourceTree implements SourceTree {
    @Override
    public Source inspect(Path folder) {
        throw new UnsupportedOperationException("planned, not yet written");
    }

    @Override
    public CommitId resolve(Path folder, String revision) {
        throw new UnsupportedOperationException("planned, not yet written");
    }
}
