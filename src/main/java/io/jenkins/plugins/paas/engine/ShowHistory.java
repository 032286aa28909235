package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.port.ReleaseStore;
import java.util.List;

/** Lists an App's Releases in a cluster. */
public final class ShowHistory {
    ShowHistory(Ports ports, Session session) {}

    /**
     * A Release.
     *
     * @param release the Release
     * @param runs whether it is the one that runs
     */
    public record Line(ReleaseStore.Entry release, boolean runs) {}

    /** All kept Releases, newest first; empty when there is none. */
    public List<Line> run(Place place) {
        throw new UnsupportedOperationException("planned, not yet written");
    }
}
