package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.ClusterSpec;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.TeamName;
import io.jenkins.plugins.paas.spec.Targets;
import java.util.List;

/** The audit trail of all base images of a platform: one chain, in the cluster that numbers the builds of Apps. */
public final class BaseTrail {
    /** In place of an App's name, so that everything that reads trails reads this one. */
    private static final AppName NAME = AppName.BASE_IMAGES;

    private final Ports ports;

    BaseTrail(Ports ports) {
        this.ports = ports;
    }

    /** Where it lies: in the namespace that the cluster's rule gives the team. */
    static Place place(Platform platform, TeamName team) {
        ClusterSpec store = StoreCluster.of(platform);
        return new Place(store, new AppRef(NAME, Targets.namespace(store, NAME, team)));
    }

    /**
     * All records, oldest first, after their chain was checked.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_AUDIT_BROKEN}, {@code E_NAMESPACE}, and what clusters throw
     */
    public List<AuditRecord> list(Platform platform, TeamName team) {
        Place place = place(platform, team);
        AuditTrail trail = new AuditTrail(ports);
        trail.verify(place).bad().ifPresent(problem -> {
            throw new PaasException(Outcome.UNEXPECTED, problem);
        });
        return trail.list(place);
    }
}
