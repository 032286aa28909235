package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.adapter.kube.Growth.NodeView;
import io.jenkins.plugins.paas.adapter.kube.Growth.Surroundings;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.PaasException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at nodes and autoscalers, from the first time that somebody asks; where we may not look, nothing is seen. In a
 * watch it looks in the background and goes on looking.
 */
final class Neighbourhood implements AutoCloseable {
    private static final KubePath NODES = KubePath.of("v1", "nodes");
    private static final KubePath STATUS =
            KubePath.CONFIG_MAPS.in(new Namespace("kube-system")).named("cluster-autoscaler-status");
    private static final KubePath POOLS =
            KubePath.of("karpenter.sh/v1", "nodepools").with("limit", "1");

    /** After so long nodes are asked for again that could not be told. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final KubeApi api;
    private final Runnable onChange;
    private boolean asked;
    private boolean closed;
    private Optional<String> scaler = Optional.empty();
    private @Nullable Mirror<NodeView> nodes;
    private boolean known;

    Neighbourhood(KubeApi api, Runnable onChange) {
        this.api = api;
        this.onChange = onChange;
    }

    /** What is seen so far; the first call begins to look. */
    synchronized Surroundings watched() {
        if (!asked && !closed) {
            asked = true;
            api.requests().later(Duration.ZERO, this::look);
        }
        if (!known) {
            return Surroundings.UNKNOWN;
        }
        Mirror<NodeView> mirror = nodes;
        return new Surroundings(true, scaler, mirror == null ? List.of() : mirror.all(), mirror != null);
    }

    private void look() {
        synchronized (this) {
            if (closed) {
                return;
            }
        }
        Optional<String> found = scaler(api);
        Mirror<NodeView> mirror = new Mirror<>(api, NODES, NodeView::of, onChange);
        boolean listed = true;
        try {
            mirror.list();
        } catch (PaasException e) {
            listed = false;
            if (!e.code().equals("E_FORBIDDEN")) {
                api.requests().later(AGAIN, this::look);
            }
        }
        synchronized (this) {
            scaler = found;
            nodes = listed ? mirror : null;
            known = true;
            if (closed) {
                return;
            }
        }
        onChange.run();
        if (listed) {
            mirror.follow();
        }
    }

    /** One look, now. */
    static Surroundings now(KubeApi api) {
        List<NodeView> nodes = new ArrayList<>();
        boolean mayList = true;
        try {
            Listing.pages(api, NODES, node -> NodeView.of(node).ifPresent(nodes::add));
        } catch (PaasException e) {
            mayList = false;
        }
        return new Surroundings(true, scaler(api), nodes, mayList);
    }

    static Optional<String> scaler(KubeApi api) {
        try {
            if (api.find(STATUS).isPresent()) {
                return Optional.of("cluster-autoscaler");
            }
            return api.find(POOLS)
                    .filter(list -> !Tree.of(list).maps("items").isEmpty())
                    .map(list -> "karpenter");
        } catch (PaasException e) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (nodes != null) {
            nodes.close();
        }
    }
}
