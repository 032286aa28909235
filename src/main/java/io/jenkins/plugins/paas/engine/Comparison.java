package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.engine.Difference.Part;
import io.jenkins.plugins.paas.model.ConfigVersion;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Cluster.Preview;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares a Release with what lives. Reads only. */
final class Comparison {
    private final Connection connection;
    private final Place place;
    private final KeptReleases kept;
    private final Observation seen;
    private final Optional<Long> running;
    private final List<String> notes = new ArrayList<>();

    Comparison(Connection connection, Place place, KeptReleases kept, Observation seen) {
        this.connection = connection;
        this.place = place;
        this.kept = kept;
        this.seen = seen;
        this.running = Running.number(seen);
    }

    /** What the server would make of a Release's objects. */
    List<Preview> previews(Release release) {
        try {
            return connection.cluster().preview(place.ref().namespace(), release.objects());
        } catch (PaasException e) {
            if (!e.code().equals("E_NAMESPACE_MISSING")) {
                throw e;
            }
            notes.add("namespace " + place.ref().namespace() + " is not there yet, so the cluster could not be asked");
            return release.objects().stream()
                    .map(object -> new Preview(object, Optional.empty(), Optional.empty(), List.of(), List.of()))
                    .toList();
        }
    }

    /**
     * The difference.
     *
     * @param previews what {@link #previews} gave
     * @param config the Config version that would be mounted
     * @param notBuilt why the image is not there; empty when it is
     */
    Difference of(SettledRelease settled, List<Preview> previews, Optional<ConfigVersion> config, String notBuilt) {
        Release release = settled.release();
        ObjectChanges changes = new ObjectChanges(settled::told);
        List<ObjectChange> objects =
                new ArrayList<>(previews.stream().map(changes::of).toList());
        previews.forEach(preview ->
                preview.foreign().forEach(variable -> notes.add(LeftToOthers.words(preview.object(), variable))));
        removed(release).forEach(object -> objects.add(ObjectChanges.gone(object)));
        Optional<Rollout> newest = connection.rollouts().load(place.ref()).map(Saved::rollout);
        AnotherName.of(place, newest).ifPresent(notes::add);
        Optional<Rollout> open = newest.filter(rollout -> rollout.step().open());
        open.ifPresent(rollout -> notes.add("the rollout of release " + rollout.release() + " is open ("
                + Words.of(rollout.step()) + "); what lives is "
                + (rollout.step() == Rollout.Step.AT_START ? "from before it" : "what it has come to so far")));
        AskedFor.note(release.number(), !running.equals(Optional.of(release.number())), place, kept)
                .ifPresent(notes::add);
        // In the middle of a rollout the template's release does not run yet.
        if (open.isEmpty() && kept.entry(release.number()).isPresent()) {
            notes.add(Deploy.sayWhySame(release, running.equals(Optional.of(release.number()))));
        }
        HeldBack.unexplained(place.ref().app(), seen, newest)
                .forEach(what -> notes.add(what + "; no open rollout says why, and a deploy ends it"));
        return new Difference(place, running, image(settled, notBuilt), config(config), objects, notes);
    }

    private List<KubeObject> removed(Release release) {
        return Changes.between(running.flatMap(kept::find), release).stream()
                .filter(planned -> planned.change() == Delivery.Change.REMOVED)
                .map(Delivery.Planned::object)
                .toList();
    }

    private Part image(SettledRelease settled, String notBuilt) {
        Optional<String> there = seen.workload().flatMap(WorkloadView::image);
        Optional<ImageRef> wanted = settled.chosen().map(ReleaseChoice.Chosen::image);
        boolean same = wanted.flatMap(ImageRef::digest)
                .filter(digest ->
                        there.filter(text -> text.endsWith("@" + digest)).isPresent())
                .isPresent();
        return new Part(there.map(Comparison::brief), wanted.map(image -> brief(image.toString())), !same, notBuilt);
    }

    /** The tag where there is one, else the digest; where it lies stands in the object. */
    private static String brief(String image) {
        String name = image.substring(image.lastIndexOf('/') + 1);
        int at = name.indexOf('@');
        String tagged = at < 0 ? name : name.substring(0, at);
        int colon = tagged.indexOf(':');
        return colon >= 0 ? tagged.substring(colon + 1) : at >= 0 ? name.substring(at + 1) : "latest";
    }

    private Part config(Optional<ConfigVersion> after) {
        Optional<Integer> before = running.flatMap(kept::find).flatMap(Release::config);
        Optional<Integer> next = after.map(ConfigVersion::number);
        return new Part(
                before.map(number -> "v" + number),
                next.map(number -> "v" + number),
                !before.equals(next),
                before.equals(next)
                        ? ""
                        : after.map(version -> files(before, version)).orElse(""));
    }

    /** The names alone: what stands in a file may be long, and is in the checkout. */
    private String files(Optional<Integer> before, ConfigVersion after) {
        SortedMap<String, String> old = before.flatMap(
                        number -> connection.configs().find(place.ref(), number))
                .map(version -> version.content().files())
                .orElseGet(TreeMap::new);
        Map<String, String> fresh = after.content().files();
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(fresh.keySet());
        List<String> changed = new ArrayList<>();
        for (String name : names) {
            if (!old.containsKey(name)) {
                changed.add(name + " is new");
            } else if (!fresh.containsKey(name)) {
                changed.add(name + " goes");
            } else if (!old.getOrDefault(name, "").equals(fresh.getOrDefault(name, ""))) {
                changed.add(name + " changes");
            }
        }
        return String.join(", ", changed);
    }
}
