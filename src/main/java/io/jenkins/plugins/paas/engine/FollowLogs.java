package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.State;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Event;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows the logs of an App's pods. Each line is told as {@link io.jenkins.plugins.paas.port.Event.Output} from {@code pod}
 * or, where a pod has several containers, {@code pod/container}; pods that come and go are told as
 * {@link io.jenkins.plugins.paas.port.Event.Noted}.
 */
public final class FollowLogs {
    /** Pods that join while we follow are shown from their first line. */
    private static final int FROM_THE_START = 10_000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Ports ports;
    private final Session session;

    FollowLogs(Ports ports, Session session) {
        this.ports = ports;
        this.session = session;
    }

    /**
     * Which logs.
     *
     * @param place the App in its cluster
     * @param follow whether to go on until the thread is interrupted, with the pods that join; else what is there now
     * @param previous the run before the present one; nothing is followed then
     * @param tail how many lines of before to start with, 1 or more
     * @param pod this pod alone
     * @param fresh the pods of the newest Release alone
     * @param container this container alone; nothing takes all but init containers
     */
    public record Request(
            Place place,
            boolean follow,
            boolean previous,
            int tail,
            Optional<String> pod,
            boolean fresh,
            Optional<String> container) {}

    /**
     * Shows logs; returns when there is no more or the thread was interrupted (its interrupt flag stays set).
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_NO_POD} when there is no such pod (with those there are), {@code
     *     E_NO_CONTAINER} the same of a container
     */
    public void run(Request request) {
        try (Connection connection = ports.clusters().connect(request.place().cluster())) {
            if (request.follow() && !request.previous()) {
                follow(connection, request);
            } else {
                show(connection, request);
            }
        }
    }

    private void show(Connection connection, Request request) {
        Observation seen = connection.cluster().observe(request.place().ref());
        require(request, seen);
        if (seen.pods().isEmpty()) {
            session.events().emit(new Event.Noted(request.place() + " has no pod"));
        }
        List<Source> sources = sources(request, seen);
        if (request.previous() && sources.isEmpty()) {
            session.events().emit(new Event.Noted("no container has run before the present one"));
        }
        Map<Source, PaasException> failures = new LinkedHashMap<>();
        for (Source source : sources) {
            try {
                show(connection, request, source);
            } catch (PaasException e) {
                // One node that does not answer is no reason to be silent of the others.
                failures.put(source, e);
                if (failures.size() == sources.size() || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
        failures.forEach((source, why) -> session.events()
                .emit(new Event.Noted("the log of " + source.label() + " cannot be read: "
                        + why.problems().get(0).what())));
    }

    private void show(Connection connection, Request request, Source source) {
        connection
                .cluster()
                .logTail(request.place().ref(), source.pod(), source.container(), request.tail(), request.previous())
                .forEach(line -> session.events().emit(new Event.Output(source.label(), line)));
    }

    private void follow(Connection connection, Request request) {
        Map<Source, Cluster.Watch> followed = new HashMap<>();
        Set<String> pods = new HashSet<>();
        AtomicBoolean leaving = new AtomicBoolean();
        boolean first = true;
        try (Mailbox mail = new Mailbox(connection.cluster(), request.place().ref())) {
            while (true) {
                Optional<Observation> news = mail.take(session.waiting(), PATIENCE);
                if (news.isEmpty()) {
                    continue;
                }
                if (first) {
                    require(request, news.get());
                }
                tellPods(pods, request, news.get(), first);
                for (Source source : sources(request, news.get())) {
                    int tail = first ? request.tail() : FROM_THE_START;
                    followed.computeIfAbsent(source, it -> follow(connection, request, it, tail, leaving));
                }
                first = false;
                if (request.pod().isPresent() && pods.isEmpty()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leaving.set(true);
            followed.values().forEach(Cluster.Watch::close);
        }
    }

    private Cluster.Watch follow(
            Connection connection, Request request, Source source, int tail, AtomicBoolean leaving) {
        return connection
                .cluster()
                .followLog(
                        request.place().ref(),
                        source.pod(),
                        source.container(),
                        tail,
                        line -> session.events().emit(new Event.Output(source.label(), line)),
                        () -> ended(source, leaving));
    }

    /** A log that ends because we leave says nothing about its container. */
    private void ended(Source source, AtomicBoolean leaving) {
        if (!leaving.get()) {
            session.events().emit(new Event.Noted(source.label() + " ended"));
        }
    }

    private void tellPods(Set<String> known, Request request, Observation seen, boolean first) {
        Set<String> now = pods(request, seen).map(PodView::name).collect(Collectors.toCollection(TreeSet::new));
        now.stream()
                .filter(pod -> !known.contains(pod) && !first)
                .forEach(pod -> session.events().emit(new Event.Noted(pod + " joined")));
        known.stream()
                .filter(pod -> !now.contains(pod))
                .forEach(pod -> session.events().emit(new Event.Noted(pod + " is gone")));
        known.clear();
        known.addAll(now);
    }

    private static void require(Request request, Observation seen) {
        if (request.pod().isPresent() && pods(request, seen).findAny().isEmpty()) {
            String there = seen.pods().stream().map(PodView::name).collect(Collectors.joining(", "));
            throw Failures.invalid(
                    "E_NO_POD",
                    request.place() + " has no pod " + request.pod().get(),
                    there.isEmpty() ? "it has no pod at all" : "it has " + there);
        }
        Set<String> containers = pods(request, seen)
                .flatMap(pod -> pod.containers().stream())
                .map(ContainerView::name)
                .collect(Collectors.toCollection(TreeSet::new));
        request.container()
                .filter(name -> !containers.isEmpty() && !containers.contains(name))
                .ifPresent(name -> {
                    throw Failures.invalid(
                            "E_NO_CONTAINER",
                            "no pod of " + request.place() + " has a container " + name,
                            "there is " + String.join(", ", containers));
                });
    }

    private static Stream<PodView> pods(Request request, Observation seen) {
        Optional<Long> newest = Running.number(seen);
        return seen.pods().stream()
                .filter(pod -> !request.fresh() || pod.release().equals(newest))
                .filter(pod -> request.pod().map(pod.name()::equals).orElse(true));
    }

    private static List<Source> sources(Request request, Observation seen) {
        return pods(request, seen)
                .flatMap(pod -> pod.containers().stream()
                        .filter(container -> request.container()
                                .map(container.name()::equals)
                                .orElse(!container.init()))
                        .filter(container ->
                                request.previous() ? container.last().isPresent() : hasRun(container))
                        .map(container -> Source.of(pod, container)))
                .toList();
    }

    private static boolean hasRun(ContainerView container) {
        return !(container.state() instanceof State.Waiting) || container.last().isPresent();
    }

    /**
     * One run of a container; after a restart it is another source.
     *
     * @param label what its lines are told to come from
     */
    private record Source(String pod, String container, int run, String label) {
        static Source of(PodView pod, ContainerView container) {
            boolean alone =
                    pod.containers().stream().filter(each -> !each.init()).count() == 1;
            return new Source(
                    pod.name(),
                    container.name(),
                    container.restarts(),
                    alone && !container.init() ? pod.name() : pod.name() + "/" + container.name());
        }
    }
}
