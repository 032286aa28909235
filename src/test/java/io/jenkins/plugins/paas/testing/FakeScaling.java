package io.jenkins.plugins.paas.testing;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a Deployment's controller spreads {@code replicas} over its sets while it is paused, or when the number has changed
 * in the middle of an update.
 *
 * @param sets oldest first
 * @param current the set of the present template, where there is one
 * @param desired {@code spec.replicas}
 * @param surge how many more there may be
 * @param saturated whether the current set has all its pods, and all are available
 * @see <a href="https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/controller/deployment/sync.go#L307">scale</a>
 */
record FakeScaling(List<FakeSet> sets, Optional<FakeSet> current, int desired, int surge, boolean saturated) {
    /** Gives the sets their sizes; false when they have them already. */
    boolean spread() {
        List<FakeSet> active = active();
        if (active.size() <= 1) {
            Optional<FakeSet> only =
                    active.stream().findFirst().or(() -> current).or(this::latest);
            return only.filter(set -> set.size != desired && resize(set, desired))
                    .isPresent();
        }
        if (saturated) {
            return active.stream()
                            .filter(set -> !Optional.of(set).equals(current))
                            .filter(set -> resize(set, 0))
                            .count()
                    > 0;
        }
        return proportionally(active);
    }

    /** Whether the number was changed since the sets were sized. */
    boolean due() {
        return active().stream().anyMatch(set -> set.sizedFor != desired);
    }

    private List<FakeSet> active() {
        return sets.stream().filter(set -> set.size > 0).toList();
    }

    private Optional<FakeSet> latest() {
        return sets.stream().max(Comparator.comparingLong(set -> set.number));
    }

    private int most() {
        return desired > 0 ? desired + surge : 0;
    }

    private boolean proportionally(List<FakeSet> active) {
        int missing = most() - active.stream().mapToInt(set -> set.size).sum();
        // Of sets of the same size the newer one grows first, and the older one shrinks first.
        Comparator<FakeSet> bySize = Comparator.comparingInt((FakeSet set) -> -set.size);
        List<FakeSet> order = active.stream()
                .sorted(bySize.thenComparingLong(set -> missing > 0 ? -set.number : set.number))
                .toList();
        Map<FakeSet, Integer> sizes = new HashMap<>();
        int given = 0;
        for (FakeSet set : order) {
            int share = share(set, missing, given);
            sizes.put(set, set.size + share);
            given += share;
        }
        sizes.merge(order.get(0), missing - given, Integer::sum);
        boolean moved = false;
        for (FakeSet set : order) {
            moved |= resize(set, Math.max(0, sizes.getOrDefault(set, set.size)));
        }
        return moved;
    }

    private int share(FakeSet set, int missing, int given) {
        if (missing == 0 || missing == given || set.sizedForMost == 0) {
            return 0;
        }
        int share = (int) Math.round((double) set.size * most() / set.sizedForMost) - set.size;
        int left = missing - given;
        return missing > 0 ? Math.min(share, left) : Math.max(share, left);
    }

    private boolean resize(FakeSet set, int size) {
        boolean moved = set.size != size || set.sizedFor != desired || set.sizedForMost != most();
        set.size = size;
        set.sizedFor = desired;
        set.sizedForMost = most();
        return moved;
    }
}
