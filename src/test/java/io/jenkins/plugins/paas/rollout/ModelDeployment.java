package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Pace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A Deployment and its controller, by the rules of Kubernetes 1.34: proportional scaling (also on every look at a paused one),
 * the surge, clean-up of unhealthy old pods, {@code minReadySeconds} of the new ReplicaSet only.
 *
 * @see <a href="https://github.com/kubernetes/kubernetes/tree/v1.34.0/pkg/controller/deployment">the controller</a>
 */
final class ModelDeployment {
    /**
     * A pod template.
     *
     * @param release the label, 0 for none
     */
    record Template(long release, String image) {}

    final List<ModelSet> sets = new ArrayList<>();
    Template template;
    Pace pace;
    boolean paused;
    int desired;
    long generation = 1;
    private long created;

    ModelDeployment(Template template, Pace pace, int desired) {
        this.template = template;
        this.pace = pace;
        this.desired = desired;
    }

    Optional<ModelSet> newSet() {
        return sets.stream().filter(set -> set.template.equals(template)).findFirst();
    }

    private List<ModelSet> oldSets() {
        return sets.stream().filter(set -> !set.template.equals(template)).toList();
    }

    int surge() {
        return share(pace.maxSurge(), true);
    }

    int unavailable() {
        int wanted = share(pace.maxUnavailable(), false);
        return (wanted == 0 && surge() == 0) ? 1 : Math.min(wanted, desired);
    }

    private int share(String value, boolean up) {
        if (!value.endsWith("%")) {
            return Integer.parseInt(value);
        }
        int percent = Integer.parseInt(value.substring(0, value.length() - 1));
        return (desired * percent + (up ? 99 : 0)) / 100;
    }

    private int total() {
        return sets.stream().mapToInt(set -> set.desired).sum();
    }

    /** One look of its controller; whether it changed anything. */
    boolean sync(Instant now) {
        Optional<ModelSet> fresh = newSet();
        fresh.ifPresent(set -> set.minReadySeconds = pace.minReadySeconds());
        boolean scaled = sets.stream().anyMatch(set -> set.desired > 0 && set.annotatedDesired != desired);
        return (paused || scaled) ? scale(now) : roll(now);
    }

    private boolean resize(ModelSet set, int size) {
        boolean changed = set.desired != size || set.annotatedDesired != desired;
        set.desired = size;
        set.annotatedDesired = desired;
        set.annotatedMax = desired + surge();
        return changed;
    }

    private boolean scale(Instant now) {
        List<ModelSet> active = sets.stream().filter(set -> set.desired > 0).toList();
        if (active.size() <= 1) {
            Optional<ModelSet> one = active.stream()
                    .findFirst()
                    .or(this::newSet)
                    .or(() -> sets.stream().max(Comparator.comparingLong(set -> set.created)));
            return one.filter(set -> set.desired != desired || set.annotatedDesired != desired)
                    .map(set -> resize(set, desired))
                    .orElse(false);
        }
        Optional<ModelSet> saturated = newSet().filter(set ->
                set.desired == desired && set.annotatedDesired == desired && set.available(now) == desired);
        if (saturated.isPresent()) {
            boolean changed = false;
            for (ModelSet old : oldSets()) {
                changed |= old.desired > 0 && resize(old, 0);
            }
            return changed;
        }
        return spread(active);
    }

    private boolean spread(List<ModelSet> active) {
        int max = desired + surge();
        int toAdd = (desired > 0 ? max : 0) - total();
        Comparator<ModelSet> bySize = Comparator.comparingInt(set -> -set.desired);
        List<ModelSet> sorted = active.stream()
                .sorted(bySize.thenComparingLong(set -> toAdd > 0 ? -set.created : set.created))
                .toList();
        int added = 0;
        List<Integer> sizes = new ArrayList<>();
        for (ModelSet set : sorted) {
            int part = 0;
            if (toAdd != 0 && toAdd != added) {
                int annotated = set.annotatedMax > 0 ? set.annotatedMax : max;
                int fraction = (int) Math.round((double) set.desired * max / annotated) - set.desired;
                fraction = desired == 0 ? -set.desired : fraction;
                part = toAdd > 0 ? Math.min(fraction, toAdd - added) : Math.max(fraction, toAdd - added);
            }
            sizes.add(set.desired + part);
            added += part;
        }
        boolean changed = false;
        for (int i = 0; i < sorted.size(); i++) {
            int leftover = i == 0 && toAdd != 0 ? toAdd - added : 0;
            changed |= resize(sorted.get(i), Math.max(0, sizes.get(i) + leftover));
        }
        return changed;
    }

    private boolean roll(Instant now) {
        ModelSet fresh = newSet().orElseGet(this::make);
        if (fresh.desired > desired) {
            return resize(fresh, desired);
        }
        if (fresh.desired < desired) {
            int room = Math.max(0, desired + surge() - total());
            if (room > 0) {
                return resize(fresh, fresh.desired + Math.min(room, desired - fresh.desired));
            }
        }
        return shrink(fresh, now);
    }

    private ModelSet make() {
        ModelSet made = new ModelSet(template, ++created);
        made.minReadySeconds = pace.minReadySeconds();
        made.annotatedDesired = desired;
        made.annotatedMax = desired + surge();
        sets.add(made);
        return made;
    }

    private boolean shrink(ModelSet fresh, Instant now) {
        List<ModelSet> old = oldSets().stream()
                .filter(set -> set.desired > 0)
                .sorted(Comparator.comparingLong(set -> set.created))
                .toList();
        int least = desired - unavailable();
        int most = total() - least - (fresh.desired - fresh.available(now));
        if (old.isEmpty() || most <= 0) {
            return false;
        }
        int cleaned = 0;
        for (ModelSet set : old) {
            int sick = Math.min(most - cleaned, set.desired - Math.min(set.desired, set.available(now)));
            if (sick > 0) {
                resize(set, set.desired - sick);
                cleaned += sick;
            }
        }
        // Kubernetes reads the status here, which may lag behind what it wrote; that race is not ours to judge.
        int available = sets.stream()
                .mapToInt(set -> Math.min(set.desired, set.available(now)))
                .sum();
        int surplus = available - least;
        int gone = 0;
        for (ModelSet set : old) {
            int less = Math.min(set.desired, surplus - gone);
            if (less > 0) {
                resize(set, set.desired - less);
                gone += less;
            }
        }
        return cleaned + gone > 0;
    }

    /** {@code Completion}'s counts: all, updated, ready, available. */
    int[] counts(Instant now) {
        return new int[] {
            sets.stream().mapToInt(set -> set.pods.size()).sum(),
            newSet().map(set -> set.pods.size()).orElse(0),
            sets.stream().mapToInt(ModelSet::ready).sum(),
            sets.stream().mapToInt(set -> set.available(now)).sum()
        };
    }
}
