package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.port.Preflight.Node;
import io.jenkins.plugins.paas.port.Preflight.Nodes;
import io.jenkins.plugins.paas.port.Preflight.Placed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists all nodes and what stands on them. */
final class NodeListing {
    private static final KubePath NODES = KubePath.of("v1", "nodes");

    /** Pods that ended give back what they took. */
    private static final String PLACED = "spec.nodeName!=,status.phase!=Succeeded,status.phase!=Failed";

    private final KubeApi api;

    NodeListing(KubeApi api) {
        this.api = api;
    }

    Nodes all() {
        List<Node> nodes = new ArrayList<>();
        Listing.pages(api, NODES, tree -> nodes.add(node(tree)));
        List<Placed> pods = new ArrayList<>();
        Listing.pages(api, KubePath.PODS.with("fieldSelector", PLACED), tree -> pods.add(placed(tree)));
        return new Nodes(nodes, pods, Neighbourhood.scaler(api));
    }

    static Node node(Tree node) {
        boolean ready = node.at("status").trees("conditions").stream()
                .anyMatch(each ->
                        each.text("type").equals("Ready") && each.text("status").equals("True"));
        return new Node(
                node.at("metadata").text("name"),
                ready,
                node.at("spec").flag("unschedulable"),
                node.at("spec").trees("taints").stream()
                        .map(taint -> taint.text("effect"))
                        .toList(),
                quantities(node.at("status", "allocatable")));
    }

    static Placed placed(Tree pod) {
        Tree spec = pod.at("spec");
        return new Placed(
                spec.text("nodeName"),
                spec.trees("containers").stream().map(NodeListing::requests).toList(),
                spec.trees("initContainers").stream()
                        .map(init -> new Placed.Init(
                                requests(init), init.text("restartPolicy").equals("Always")))
                        .toList(),
                quantities(spec.at("overhead")));
    }

    private static Map<String, String> requests(Tree container) {
        return quantities(container.at("resources", "requests"));
    }

    private static Map<String, String> quantities(Tree tree) {
        Map<String, String> all = new LinkedHashMap<>();
        tree.map().forEach((name, quantity) -> all.put(name, quantity.toString()));
        return all;
    }
}
