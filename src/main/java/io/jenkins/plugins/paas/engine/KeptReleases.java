package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Release.Verdict;
import io.jenkins.plugins.paas.port.ReleaseStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An App's Releases, each asked for once. */
final class KeptReleases {
    private static final int MOST_LOOKED_AT = 5;

    private final ReleaseStore store;
    private final Place place;
    private final List<ReleaseStore.Entry> entries;
    private final Map<Long, Optional<Release>> whole = new HashMap<>();

    KeptReleases(ReleaseStore store, Place place) {
        this.store = store;
        this.place = place;
        this.entries = store.list(place.ref()).stream()
                .sorted(Comparator.comparingLong(ReleaseStore.Entry::number).reversed())
                .toList();
    }

    /**
     * The same with one whole Release at hand, fetched while the list is read. A Release never changes, so a wrong guess costs a
     * request and decides nothing.
     *
     * @param likely the one that will be asked for, most likely
     */
    static KeptReleases with(ReleaseStore store, Place place, Optional<Long> likely) {
        return Together.both(
                () -> new KeptReleases(store, place),
                () -> likely.flatMap(number -> guessed(store, place, number)),
                (kept, found) -> {
                    found.ifPresent(kept::know);
                    return kept;
                });
    }

    /** Should it really be needed, it is asked for again, and what is wrong with it is told. */
    private static Optional<Release> guessed(ReleaseStore store, Place place, long number) {
        try {
            return store.find(place.ref(), number);
        } catch (PaasException e) {
            return Optional.empty();
        }
    }

    /** Newest first. */
    List<ReleaseStore.Entry> entries() {
        return entries;
    }

    Optional<ReleaseStore.Entry> entry(long number) {
        return entries.stream().filter(entry -> entry.number() == number).findFirst();
    }

    /** The highest number given, 0 when there is none. */
    long highest() {
        return entries.isEmpty() ? 0 : entries.get(0).number();
    }

    boolean good(long number) {
        return entry(number).filter(entry -> entry.verdict() == Verdict.GOOD).isPresent();
    }

    /** Whether no Rollout of it has come to an end, as far as is known here: one just made is. */
    boolean pending(long number) {
        return entry(number).map(ReleaseStore.Entry::verdict).orElse(Verdict.PENDING) == Verdict.PENDING;
    }

    Optional<Release> find(long number) {
        return whole.computeIfAbsent(number, n -> store.find(place.ref(), n));
    }

    /** A Release that must be there. */
    Release get(long number) {
        return find(number)
                .orElseThrow(() -> Failures.invalid(
                        "E_NO_RELEASE", "release " + number + " of " + place + " is not kept", numbers()));
    }

    /** A Release just made, or fetched already. */
    void know(Release release) {
        whole.put(release.number(), Optional.of(release));
    }

    /**
     * What a failed Rollout of a Release goes back to: the Release that runs if it is good, else the newest good one.
     *
     * @param running the number that the workload carries
     */
    Optional<Long> fallbackOf(long release, Optional<Long> running) {
        return running.filter(number -> number != release)
                .filter(this::good)
                .or(() -> entries.stream()
                        .map(ReleaseStore.Entry::number)
                        .filter(number -> number != release && good(number))
                        .findFirst());
    }

    /** The good Releases before another, newest first. */
    List<Long> goodBefore(long number) {
        return entries.stream()
                .map(ReleaseStore.Entry::number)
                .filter(earlier -> earlier < number && good(earlier))
                .toList();
    }

    /** The numbers there are, as a hint. */
    String numbers() {
        return entries.isEmpty()
                ? "there is none yet; deploy first"
                : "the releases are "
                        + entries.stream()
                                .map(entry -> entry.number()
                                        + (entry.verdict() == Verdict.GOOD
                                                ? ""
                                                : " (" + Words.of(entry.verdict()) + ")"))
                                .collect(Collectors.joining(", "));
    }

    /**
     * What may be left in the cluster of other Releases and does not belong to one: of those given and of those down to the
     * newest other good one. Looking at all would cost a request each, and those before were tidied up after in their time.
     */
    List<KubeObject> leftovers(Release kept, Stream<Long> others) {
        Set<List<String>> wanted = new HashSet<>();
        kept.objects().forEach(object -> wanted.add(identity(object)));
        List<KubeObject> left = new ArrayList<>();
        Stream.concat(others, newestOthers(kept).stream())
                .filter(number -> number != kept.number())
                .distinct()
                .flatMap(number -> find(number).stream())
                .flatMap(release -> release.objects().stream())
                .filter(object -> wanted.add(identity(object)))
                .forEach(left::add);
        return left;
    }

    private List<Long> newestOthers(Release kept) {
        List<Long> numbers = new ArrayList<>();
        for (ReleaseStore.Entry entry : entries) {
            if (entry.number() != kept.number()) {
                numbers.add(entry.number());
                if (entry.verdict() == Verdict.GOOD || numbers.size() == MOST_LOOKED_AT) {
                    break;
                }
            }
        }
        return numbers;
    }

    private static List<String> identity(KubeObject object) {
        String group = object.apiVersion().contains("/")
                ? object.apiVersion().substring(0, object.apiVersion().indexOf('/'))
                : "";
        return List.of(group, object.kind(), object.name());
    }
}
