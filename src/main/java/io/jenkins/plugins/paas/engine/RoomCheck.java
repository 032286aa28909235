package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.engine.NodeRoom.Shortage;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.Preflight.Nodes;
import java.util.Optional;

/** Whether the pods that a strategy with gates puts beside the old ones find a place on the nodes. */
final class RoomCheck {
    private final Connection connection;
    private final Session session;
    private final Target target;
    private final Strategy strategy;

    RoomCheck(Connection connection, Session session, Target target, Strategy strategy) {
        this.connection = connection;
        this.session = session;
        this.target = target;
        this.strategy = strategy;
    }

    /**
     * Looks, unless nodes may join. Who may not look is told so, and goes on.
     *
     * @throws PaasException {@code E_NO_ROOM}
     */
    void require(Release release, Observation seen) {
        Optional<KubeObject> deployment = release.objects().stream()
                .filter(object -> object.kind().equals("Deployment"))
                .findFirst();
        int pods = deployment.map(object -> more(object, seen)).orElse(0);
        if (pods > 0 && target.cluster().nodesMayJoin().isZero()) {
            nodes().ifPresent(nodes -> require(
                    new NodeRoom(Requested.perPod(deployment.orElseThrow().body()), nodes.all(), nodes.placed()),
                    pods,
                    nodes.scaler()));
        }
    }

    /** How many pods stand beside the old ones at the first gate. */
    private int more(KubeObject deployment, Observation seen) {
        int live = seen.workload().map(WorkloadView::desired).orElse(0);
        int rendered = deployment.replicas().orElse(live);
        return switch (strategy) {
            case CANARY -> rendered;
            case MANUAL -> Math.min(1, rendered);
            case ROLLING -> 0;
        };
    }

    private Optional<Nodes> nodes() {
        try {
            return Optional.of(connection.preflight().nodes());
        } catch (PaasException e) {
            session.events()
                    .emit(new Event.Noted("whether the new pods fit on the nodes was not looked at: "
                            + e.problems().get(0).what()));
            return Optional.empty();
        }
    }

    private void require(NodeRoom room, int pods, Optional<String> scaler) {
        Optional<Shortage> shortage = room.lackingFor(pods);
        if (shortage.isEmpty()) {
            return;
        }
        String what = words(room, pods, shortage.get());
        if (scaler.isPresent()) {
            session.events().emit(new Event.Warned("W_NO_ROOM_YET", what + "; " + scaler.get() + " may bring nodes"));
            return;
        }
        throw Failures.invalid(
                "E_NO_ROOM",
                what,
                "make room on the nodes or add one; if nodes join by themselves, say so with 'nodesMayJoin' for cluster "
                        + target.cluster().name()
                        + (strategy == Strategy.CANARY
                                ? "; 'strategy: manual' needs one pod more and not all of them twice"
                                : ""));
    }

    private static String words(NodeRoom room, int pods, Shortage shortage) {
        String nearest = shortage.nearest()
                .map(node -> "node " + node.node() + " comes nearest and lacks " + NodeRoom.words(node.lacks())
                        + " for one pod more")
                .orElse("no node takes pods now");
        return shortage.fit() + " of " + pods + " new pods fit on the " + room.openNodes()
                + " nodes that take pods, beside what runs there; missing is room for "
                + NodeRoom.words(shortage.lacking())
                + "; " + nearest;
    }
}
