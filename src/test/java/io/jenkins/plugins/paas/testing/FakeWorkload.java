package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.Condition;
import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.SetView;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * A Deployment or StatefulSet with the controllers behind it, which do one thing at a time: with no pod unavailable and a
 * quarter more in between, as the objects that we render ask for.
 */
final class FakeWorkload {
    private final Workload kind;
    private final String name;
    private final List<Revision> revisions = new ArrayList<>();
    private final List<PodView> pods = new ArrayList<>();
    private final List<EventView> events = new ArrayList<>();
    private Object template = Map.of();
    private int desired = 1;
    private long generation;
    private long observed;
    private int named;

    /** A template that was applied once, and the ReplicaSet made of it. */
    private static final class Revision {
        private final Object template;
        private final long release;
        private final String image;
        private final String hash;
        private long number;
        private Optional<String> refusal = Optional.empty();

        private Revision(Object template, long release, String image, String hash) {
            this.template = template;
            this.release = release;
            this.image = image;
            this.hash = hash;
        }
    }

    FakeWorkload(Workload kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    /** Takes over what an applied object says. */
    void specified(KubeObject object) {
        Map<?, ?> spec = (Map<?, ?>) object.body().getOrDefault("spec", Map.of());
        template = spec.containsKey("template") ? spec.get("template") : Map.of();
        if (spec.get("replicas") instanceof Number number) {
            desired = number.intValue();
        }
        generation++;
    }

    void scaled(int replicas) {
        desired = replicas;
        generation++;
    }

    int desired() {
        return desired;
    }

    List<PodView> pods() {
        return pods;
    }

    /** Does the next thing; false when there is nothing to do. */
    boolean step(LongFunction<Fate> fates, Instant now) {
        return observe() || leave() || (kind == Workload.DEPLOYMENT ? roll(fates, now) : rollInOrder(fates, now));
    }

    private boolean observe() {
        if (observed == generation) {
            return false;
        }
        observed = generation;
        Revision current = applied().orElseGet(this::revised);
        long top = revisions.stream().mapToLong(each -> each.number).max().orElse(0);
        if (current.number == 0 || current.number < top) {
            current.number = top + 1;
        }
        return true;
    }

    private Revision revised() {
        int hash = template.hashCode() & 0xffffff;
        Revision made = new Revision(template, releaseOf(template), imageOf(template), Integer.toHexString(hash));
        revisions.add(made);
        return made;
    }

    private Optional<Revision> applied() {
        return revisions.stream().filter(each -> each.template.equals(template)).findFirst();
    }

    private Revision current() {
        return applied().orElseThrow();
    }

    /** Pods that are leaving are gone with the next step. */
    private boolean leave() {
        return pods.removeIf(PodView::leaving);
    }

    private boolean roll(LongFunction<Fate> fates, Instant now) {
        Revision current = current();
        long news = of(current).size();
        int most = desired + (desired + 3) / 4;
        if (news < desired && pods.size() < most) {
            if (fates.apply(current.release) instanceof Fate.Refused refused) {
                if (current.refusal.isEmpty()) {
                    current.refusal = Optional.of(refused.message());
                    events.add(new EventView(
                            "ReplicaSet", setName(current), true, "FailedCreate", refused.message(), 1, now, now));
                    return true;
                }
            } else {
                current.refusal = Optional.empty();
                pods.add(made(current, setName(current) + "-" + letters(named++), now));
                return true;
            }
        }
        return drop(current) || lives(fates, now);
    }

    /** Takes away pods that are too many: old ones that are not ready at once, ready ones once others serve instead. */
    private boolean drop(Revision current) {
        List<PodView> old = pods.stream()
                .filter(pod -> !pod.revision().equals(current.hash))
                .toList();
        Optional<PodView> idle = old.stream().filter(pod -> !pod.ready()).findFirst();
        long ready = pods.stream().filter(PodView::ready).count();
        Optional<PodView> surplus = ready > desired ? old.stream().findFirst() : Optional.empty();
        Optional<PodView> shrunk =
                of(current).size() > desired ? of(current).stream().reduce((first, last) -> last) : Optional.empty();
        Optional<PodView> gone = idle.or(() -> surplus).or(() -> shrunk);
        gone.ifPresent(pods::remove);
        return gone.isPresent();
    }

    /** One pod after the other; one that does not become ready holds up everything, whatever is applied meanwhile. */
    private boolean rollInOrder(LongFunction<Fate> fates, Instant now) {
        Revision current = current();
        for (int i = 0; i < desired; i++) {
            String pod = name + "-" + i;
            if (pods.stream().noneMatch(each -> each.name().equals(pod))) {
                pods.add(i, made(current, pod, now));
                return true;
            }
            if (!pods.get(i).ready()) {
                return lives(fates, now);
            }
        }
        if (pods.size() > desired) {
            pods.remove(pods.size() - 1);
            return true;
        }
        for (int i = desired - 1; i >= 0; i--) {
            if (!pods.get(i).revision().equals(current.hash)) {
                pods.remove(i);
                return true;
            }
        }
        return false;
    }

    private boolean lives(LongFunction<Fate> fates, Instant now) {
        for (int i = 0; i < pods.size(); i++) {
            PodView pod = pods.get(i);
            PodView next = FakePods.next(pod, fates.apply(pod.release().orElse(0L)), now, events::add);
            if (!next.equals(pod)) {
                pods.set(i, next);
                return true;
            }
        }
        return false;
    }

    private PodView made(Revision of, String pod, Instant now) {
        return FakePods.made(pod, of.release, of.hash, name, of.image, now);
    }

    private List<PodView> of(Revision revision) {
        return pods.stream().filter(pod -> pod.revision().equals(revision.hash)).toList();
    }

    private String setName(Revision revision) {
        return name + "-" + revision.hash;
    }

    /** Five letters, as in the names of real pods, but in order. */
    private static String letters(int number) {
        StringBuilder text = new StringBuilder();
        for (int rest = number, i = 0; i < 5; i++, rest /= 20) {
            text.insert(0, "bcdfghjklmnpqrstvwxz".charAt(rest % 20));
        }
        return text.toString();
    }

    Observation seen() {
        String target = applied().map(revision -> revision.hash).orElse("");
        long ready = pods.stream().filter(PodView::ready).count();
        long updated =
                pods.stream().filter(pod -> pod.revision().equals(target)).count();
        boolean stateful = kind == Workload.STATEFUL_SET;
        boolean all = updated == desired && pods.size() == desired;
        WorkloadView view = new WorkloadView(
                kind,
                name,
                generation,
                observed,
                Optional.of(releaseOf(template)).filter(release -> release > 0),
                Optional.of(imageOf(template)).filter(image -> !image.isEmpty()),
                desired,
                pods.size(),
                (int) updated,
                (int) ready,
                (int) ready,
                false,
                Optional.of(target).filter(hash -> stateful && !hash.isEmpty()),
                revisions.stream()
                        .filter(any -> stateful)
                        .map(revision -> all ? target : revision.hash)
                        .findFirst(),
                Pace.DEFAULT,
                0,
                List.of());
        return new Observation(
                Optional.of(view),
                stateful ? List.of() : revisions.stream().map(this::view).toList(),
                pods,
                events,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    private SetView view(Revision revision) {
        List<PodView> its = of(revision);
        boolean wanted = revision.template.equals(template);
        return new SetView(
                setName(revision),
                Optional.of(revision.release),
                revision.hash,
                revision.number,
                wanted ? desired : its.size(),
                its.size(),
                (int) its.stream().filter(PodView::ready).count(),
                revision.refusal
                        .map(words -> List.of(new Condition("ReplicaFailure", "True", "FailedCreate", words)))
                        .orElse(List.of()));
    }

    private static long releaseOf(Object template) {
        Object label = at(at(at(template, "metadata"), "labels"), Labels.RELEASE);
        return label instanceof String text ? Long.parseLong(text) : 0;
    }

    private static String imageOf(Object template) {
        return at(at(template, "spec"), "containers") instanceof List<?> containers
                        && !containers.isEmpty()
                        && at(containers.get(0), "image") instanceof String image
                ? image
                : "";
    }

    private static Object at(Object map, String key) {
        return map instanceof Map<?, ?> members && members.containsKey(key) ? members.get(key) : "";
    }
}
