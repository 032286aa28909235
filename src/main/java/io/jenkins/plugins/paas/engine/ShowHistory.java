package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.ReleaseStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists an App's Releases in a cluster. */
public final class ShowHistory {
    private final Ports ports;

    ShowHistory(Ports ports) {
        this.ports = ports;
    }

    /**
     * A Release.
     *
     * @param release the Release
     * @param runs whether it is the one that runs
     * @param glass who let it go on without the approvals that were asked for, and why; nothing where nobody did
     */
    public record Line(ReleaseStore.Entry release, boolean runs, Optional<String> glass) {}

    private record Records(List<ReleaseStore.Entry> releases, Map<Long, String> broken) {}

    /** All kept Releases, newest first; empty when there is none. */
    public List<Line> run(Place place) {
        try (Connection connection = ports.clusters().connect(place.cluster())) {
            return Together.both(
                    () -> new Records(
                            connection.releases().list(place.ref()), BrokenGlasses.of(connection.audit(), place.ref())),
                    () -> Running.number(connection.cluster().observe(place.ref())),
                    (records, running) -> records.releases().stream()
                            .map(each -> new Line(
                                    each,
                                    running.equals(Optional.of(each.number())),
                                    Optional.ofNullable(records.broken().get(each.number()))))
                            .toList());
        }
    }
}
