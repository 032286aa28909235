package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.Addresses;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Observation.Condition;
import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.ProbeView;
import io.jenkins.plugins.paas.model.Observation.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads pods. */
final class PodViews {
    private static final int LONGEST_COMMAND = 120;

    private PodViews() {}

    static PodView pod(Tree object) {
        Tree metadata = object.at("metadata");
        Tree status = object.at("status");
        List<Condition> conditions = Views.conditions(status);
        Optional<Tree> ready = status.trees("conditions").stream()
                .filter(each -> each.text("type").equals("Ready"))
                .findFirst();
        boolean isReady =
                ready.filter(each -> each.text("status").equals("True")).isPresent();
        Optional<Instant> turned = ready.flatMap(each -> each.time("lastTransitionTime"));
        Optional<Instant> goneBy = metadata.time("deletionTimestamp");
        Duration grace = Duration.ofSeconds(metadata.big("deletionGracePeriodSeconds"));
        Tree labels = metadata.at("labels");
        return new PodView(
                metadata.text("name"),
                Views.release(object),
                labels.find("pod-template-hash").orElse(labels.text("controller-revision-hash")),
                object.at("spec").find("nodeName"),
                status.text("phase"),
                status.text("reason"),
                Addresses.withoutSecrets(status.text("message")),
                isReady,
                metadata.time("creationTimestamp").orElse(Instant.EPOCH),
                turned.filter(at -> isReady),
                turned.filter(at -> !isReady),
                status.find("nominatedNodeName").filter(name -> !name.isEmpty()),
                goneBy.map(at -> at.minus(grace)),
                goneBy,
                metadata.texts("finalizers"),
                metadata.at("annotations")
                        .find(Labels.STARTS_WITHIN)
                        .flatMap(Views::whole)
                        .map(Duration::ofSeconds),
                containers(object),
                conditions);
    }

    /** The names of the claims whose storage the pod mounts. */
    static List<String> claims(Tree object) {
        return object.at("spec").trees("volumes").stream()
                .map(volume -> volume.at("persistentVolumeClaim").text("claimName"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static List<ContainerView> containers(Tree object) {
        List<ContainerView> all = new ArrayList<>();
        Tree status = object.at("status");
        Map<String, Tree> statuses = new HashMap<>();
        status.trees("initContainerStatuses").forEach(each -> statuses.put(each.text("name"), each));
        status.trees("containerStatuses").forEach(each -> statuses.put(each.text("name"), each));
        for (Tree each : object.at("spec").trees("initContainers")) {
            all.add(container(each, true, statuses.getOrDefault(each.text("name"), Tree.EMPTY)));
        }
        for (Tree each : object.at("spec").trees("containers")) {
            all.add(container(each, false, statuses.getOrDefault(each.text("name"), Tree.EMPTY)));
        }
        return all;
    }

    private static ContainerView container(Tree spec, boolean init, Tree status) {
        Map<String, ProbeView> probes = new HashMap<>();
        for (String kind : List.of("startup", "readiness", "liveness")) {
            if (spec.has(kind + "Probe")) {
                probes.put(kind, probe(spec.at(kind + "Probe")));
            }
        }
        Tree last = status.at("lastState", "terminated");
        return new ContainerView(
                spec.text("name"),
                init,
                spec.text("image"),
                status.flag("ready"),
                status.flag("started"),
                status.number("restartCount"),
                state(status.at("state")),
                last.map().isEmpty() ? Optional.empty() : Optional.of(terminated(last)),
                spec.at("resources", "limits").find("memory"),
                probes);
    }

    private static State state(Tree state) {
        if (state.has("running")) {
            return new State.Running(state.at("running").time("startedAt").orElse(Instant.EPOCH));
        }
        if (state.has("terminated")) {
            return terminated(state.at("terminated"));
        }
        // Before the kubelet has seen the pod there is no state at all.
        return new State.Waiting(
                state.at("waiting").text("reason"),
                Addresses.withoutSecrets(state.at("waiting").text("message")));
    }

    private static State.Terminated terminated(Tree ended) {
        return new State.Terminated(
                ended.number("exitCode"),
                ended.number("signal"),
                ended.text("reason"),
                ended.text("message"),
                ended.time("startedAt"),
                ended.time("finishedAt"));
    }

    private static ProbeView probe(Tree probe) {
        return new ProbeView(
                probe.number("initialDelaySeconds"),
                probe.number("periodSeconds", 10),
                probe.number("timeoutSeconds", 1),
                probe.number("failureThreshold", 3),
                what(probe));
    }

    private static String what(Tree probe) {
        if (probe.has("httpGet")) {
            Tree get = probe.at("httpGet");
            String path = get.text("path").isEmpty() ? "/" : get.text("path");
            return "GET " + (get.text("scheme").equals("HTTPS") ? "https://" : "") + get.text("host") + ":" + port(get)
                    + path;
        }
        if (probe.has("tcpSocket")) {
            return "TCP " + probe.at("tcpSocket").text("host") + ":" + port(probe.at("tcpSocket"));
        }
        if (probe.has("grpc")) {
            String service = probe.at("grpc").text("service");
            return "gRPC :" + port(probe.at("grpc")) + (service.isEmpty() ? "" : " " + service);
        }
        String command = String.join(" ", probe.at("exec").texts("command"));
        return "command "
                + (command.length() > LONGEST_COMMAND ? command.substring(0, LONGEST_COMMAND) + "…" : command);
    }

    /** A port is a number or the name of a container port. */
    private static String port(Tree of) {
        return of.find("port").orElseGet(() -> Integer.toString(of.number("port")));
    }
}
