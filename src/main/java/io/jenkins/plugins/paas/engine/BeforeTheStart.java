package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Preflight.Permission;
import io.jenkins.plugins.paas.port.Preflight.Quota;
import java.util.List;
import java.util.Optional;

/** What is looked at before a Rollout starts, while nothing is changed: what is held back, and whether a second set fits. */
final class BeforeTheStart {
    private final Connection connection;
    private final Session session;
    private final Target target;
    private final Strategy strategy;

    BeforeTheStart(Connection connection, Session session, Target target, Strategy strategy) {
        this.connection = connection;
        this.session = session;
        this.target = target;
        this.strategy = strategy;
    }

    /**
     * Looks.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_NO_ROOM}, {@code E_WORKLOAD_KIND}, {@code E_FORBIDDEN}
     */
    void look(Release release, Observation seen, boolean changed) {
        HeldBack.warn(session, target.ref().app(), seen);
        if (changed && strategy != Strategy.ROLLING) {
            requireGate(release, seen);
        }
        boolean doubles = strategy == Strategy.CANARY && changed && !seen.pods().isEmpty();
        if (doubles) {
            requireRoom(seen);
        }
        if (changed && !seen.pods().isEmpty()) {
            new RoomCheck(connection, session, target, strategy).require(release, seen);
        }
    }

    /** A gate holds new pods beside old ones of the same workload, and moves the requests between them. */
    private void requireGate(Release release, Observation seen) {
        Optional<Workload> running = seen.workload().map(WorkloadView::kind);
        boolean another = running.filter(kind -> release.objects().stream()
                        .noneMatch(object -> object.kind().equals(kind.kind())))
                .isPresent();
        if (another) {
            throw Failures.invalid(
                    "E_WORKLOAD_KIND",
                    "a " + running.map(Workload::kind).orElse("") + " runs and release " + release.number()
                            + " has another kind of workload, whose pods no gate can hold beside the old ones",
                    "change 'workload' with 'strategy: rolling'; from then on a gate is possible again");
        }
        requireRights();
    }

    /** What is missing would be noticed half way, when it is too late to turn back. */
    private void requireRights() {
        List<Problem> missing =
                connection.preflight().missing(target.namespace(), Permissions.ofGates(target.run())).stream()
                        .map(this::missing)
                        .toList();
        if (!missing.isEmpty()) {
            throw new PaasException(Outcome.NOT_ALLOWED, missing);
        }
    }

    private Problem missing(Permission permission) {
        return Problem.of(
                "E_FORBIDDEN",
                "you may not " + permission.verb() + " " + permission.resource() + " in namespace " + target.namespace()
                        + ", which strategy " + Words.of(strategy) + " needs " + permission.why(),
                "ask for a Role with the verb " + permission.verb() + " on " + permission.resource()
                        + "; 'paas doctor' names all that are missing");
    }

    private void requireRoom(Observation seen) {
        List<String> lacking = new QuotaArithmetic(target.run(), seen).tooLittle(quotas());
        if (!lacking.isEmpty()) {
            throw Failures.invalid(
                    "E_NO_ROOM",
                    "a canary doubles the pods, and that does not fit: " + String.join("; ", lacking),
                    "ask for a larger quota, or use 'strategy: manual' for cluster "
                            + target.cluster().name() + ", which needs one pod more");
        }
    }

    /** Who may not see quotas is not refused for it; the API server counts anyway. */
    private List<Quota> quotas() {
        try {
            return connection.preflight().quotas(target.namespace());
        } catch (PaasException e) {
            if (!e.code().equals("E_FORBIDDEN")) {
                throw e;
            }
            return List.of();
        }
    }
}
