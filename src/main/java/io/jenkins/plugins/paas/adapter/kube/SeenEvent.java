package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.Addresses;
import io.jenkins.plugins.paas.model.Observation.EventView;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An event and the object that it is about.
 *
 * @param uid that object's {@code metadata.uid}; empty when the event does not say
 * @param source who reports it, such as {@code kubelet} or {@code karpenter}
 * @param view what is told of it
 */
record SeenEvent(String uid, String source, EventView view) {
    /** A part of a pod, such as {@code spec.containers{app}} or {@code spec.initContainers{migrate}}. */
    private static final Pattern CONTAINER = Pattern.compile("spec\\.\\w+\\{(.+)}");

    /**
     * Put before what was said last where too many events of one reason had different words; the count is of all of them.
     *
     * @see <a href="https://github.com/kubernetes/client-go/blob/master/tools/record/events_cache.go">EventAggregator</a>
     */
    private static final String COMBINED = "(combined from similar events): ";

    /**
     * Reads an event as {@code v1} shows it; one that was written through {@code events.k8s.io/v1} has its times and its
     * count in other fields.
     */
    static SeenEvent of(Tree event) {
        Tree about = event.at("involvedObject");
        Instant made = event.at("metadata").time("creationTimestamp").orElse(Instant.EPOCH);
        Instant first =
                event.time("firstTimestamp").or(() -> event.time("eventTime")).orElse(made);
        Instant last = Stream.of(
                        event.time("lastTimestamp"),
                        event.at("series").time("lastObservedTime"),
                        event.time("eventTime"))
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElse(first);
        int count =
                Math.max(1, Math.max(event.number("count"), event.at("series").number("count")));
        String source = event.find("reportingComponent")
                .filter(text -> !text.isEmpty())
                .orElse(event.at("source").text("component"));
        return new SeenEvent(
                about.text("uid"),
                source,
                new EventView(
                        about.text("kind"),
                        about.text("name"),
                        container(about.text("fieldPath")),
                        node(event, source),
                        event.text("type").equals("Warning"),
                        event.text("reason"),
                        message(event.text("message").strip()),
                        count,
                        first,
                        last));
    }

    /** The kubelet is on the node that it tells of; others are on any. */
    private static Optional<String> node(Tree event, String source) {
        return source.equals("kubelet")
                ? event.at("source").find("host").or(() -> event.find("reportingInstance"))
                : Optional.empty();
    }

    private static Optional<String> container(String fieldPath) {
        Matcher part = CONTAINER.matcher(fieldPath);
        return part.matches() ? Optional.of(part.group(1)) : Optional.empty();
    }

    private static String message(String said) {
        return Addresses.withoutSecrets(said.startsWith(COMBINED) ? said.substring(COMBINED.length()) : said);
    }
}
