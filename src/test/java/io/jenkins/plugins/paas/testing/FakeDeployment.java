package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * A Deployment: sets are sized as the pace allows, and pods follow their sets.
 *
 * @see <a href="https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/controller/deployment/rolling.go">rolling.go</a>
 */
final class FakeDeployment extends FakeWorkload {
    private Pace pace = Pace.DEFAULT;
    private boolean paused;
    private int named;

    FakeDeployment(String name) {
        super(Workload.DEPLOYMENT, name);
    }

    @Override
    void specifiedToo(Object spec) {
        paused = Plain.at(spec, "paused").equals(Optional.of(true));
        pace = FakePace.of(spec);
    }

    @Override
    void noted() {
        // While it is paused no set is made for a new template, but one that is there already gets its settings.
        Optional<FakeSet> set = paused ? current() : Optional.of(current().orElseGet(this::made));
        set.ifPresent(now -> {
            newest(now);
            now.frozen = pace.isFrozen();
        });
    }

    @Override
    boolean control(LongFunction<Fate> fates, Instant now) {
        return size() || shrink() || grow(fates, now);
    }

    private boolean size() {
        FakeScaling scaling = new FakeScaling(sets, current(), desired, surge(), saturated());
        return paused || scaling.due() ? scaling.spread() : roll(current().orElseThrow());
    }

    private boolean saturated() {
        return current()
                .filter(set -> set.size == desired && set.sizedFor == desired && set.available(pods) == desired)
                .isPresent();
    }

    private boolean roll(FakeSet current) {
        int before = total();
        int room = desired + surge() - before;
        int size =
                current.size > desired ? desired : current.size + Math.max(0, Math.min(room, desired - current.size));
        boolean grown = resize(current, size);
        return grown || rollDown(current);
    }

    /** Old pods go, those that are not available first, while enough others are available. */
    private boolean rollDown(FakeSet current) {
        int least = desired - unavailable();
        int notYet = current.size - current.available(pods);
        int most = total() - least - notYet;
        for (FakeSet old : byAge()) {
            int idle = Math.min(most, old.size - old.available(pods));
            if (old != current && idle > 0) {
                return resize(old, old.size - idle);
            }
        }
        int spare = sets.stream().mapToInt(set -> set.available(pods)).sum() - least;
        for (FakeSet old : byAge()) {
            int gone = Math.min(Math.min(most, spare), old.size);
            if (old != current && gone > 0) {
                return resize(old, old.size - gone);
            }
        }
        return false;
    }

    private List<FakeSet> byAge() {
        return sets.stream().sorted(Comparator.comparingLong(set -> set.number)).toList();
    }

    private boolean resize(FakeSet set, int size) {
        boolean moved = set.size != size;
        set.size = size;
        set.sizedFor = desired;
        set.sizedForMost = desired + surge();
        return moved;
    }

    private int total() {
        return sets.stream().mapToInt(set -> set.size).sum();
    }

    private int surge() {
        return share(pace.maxSurge(), 99);
    }

    private int unavailable() {
        return share(pace.maxUnavailable(), 0);
    }

    /** A percentage of a surge is rounded up, one of missing pods down. */
    private int share(String text, int rounding) {
        return text.endsWith("%")
                ? (desired * Integer.parseInt(text.substring(0, text.length() - 1)) + rounding) / 100
                : Integer.parseInt(text);
    }

    /** Takes away one pod of a set that has too many: one that is not ready, else the last one. */
    private boolean shrink() {
        for (FakeSet set : sets) {
            List<PodView> its = set.of(pods);
            if (its.size() > set.size) {
                PodView gone =
                        its.stream().filter(pod -> !pod.ready()).findFirst().orElse(its.get(its.size() - 1));
                return pods.remove(gone);
            }
        }
        return false;
    }

    private boolean grow(LongFunction<Fate> fates, Instant now) {
        for (FakeSet set : sets) {
            if (set.of(pods).size() >= set.size) {
                continue;
            }
            if (fates.apply(set.release()) instanceof Fate.Refused refused) {
                if (set.refusal.isEmpty()) {
                    set.refusal = Optional.of(refused.message());
                    events.add(new EventView(
                            "ReplicaSet",
                            set.name(),
                            Optional.empty(),
                            Optional.empty(),
                            true,
                            "FailedCreate",
                            refused.message(),
                            1,
                            now,
                            now));
                    return true;
                }
                continue;
            }
            set.refusal = Optional.empty();
            pods.add(set.pod(set.name() + "-" + letters(named++), now));
            return true;
        }
        return false;
    }

    /** Five letters, as in the names of real pods, but in order. */
    private static String letters(int number) {
        StringBuilder text = new StringBuilder();
        for (int rest = number, i = 0; i < 5; i++, rest /= 20) {
            text.insert(0, "bcdfghjklmnpqrstvwxz".charAt(rest % 20));
        }
        return text.toString();
    }

    /** Somebody gives a set another size; false when there is none of that name. */
    boolean scaled(String set, int size) {
        Optional<FakeSet> found =
                sets.stream().filter(each -> each.name().equals(set)).findFirst();
        found.ifPresent(each -> each.size = size);
        return found.isPresent();
    }

    @Override
    Observation seen(FakeObjects.Around around) {
        int available = sets.stream().mapToInt(set -> set.available(pods)).sum();
        return seen(around, false, new WorkloadShape(available, paused, pace, 0), Optional.empty(), Optional.empty());
    }
}
