package io.jenkins.plugins.paas.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Observation.ScalerView;
import io.jenkins.plugins.paas.model.Observation.SetView;
import io.jenkins.plugins.paas.model.Observation.WorkloadView;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.port.Cluster;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What every {@link Cluster} does with the switches that Rollouts with gates turn. */
public abstract class SwitchesContract extends ClusterFixture {
    private static final Pace NATIVE = new Pace(0, Optional.of(300), "25%", "0");
    private static final Pace FIRST = Pace.frozen("1");
    private static final Pace DOUBLE = Pace.frozen("100%");

    /** The Deployment of a Release as it is rendered. */
    private static KubeObject plain(AppRef app, long release, int replicas) {
        return KubeObjects.at(NATIVE, KubeObjects.deployment(app, release, replicas));
    }

    /** The same in the shape in which a gate begins. */
    private static KubeObject held(AppRef app, long release, int replicas, Pace pace, boolean paused) {
        KubeObject frozen = KubeObjects.at(pace, KubeObjects.deployment(app, release, replicas));
        return paused ? KubeObjects.paused(frozen) : frozen;
    }

    private WorkloadView workload(AppRef app) {
        return cluster().observe(app).workload().orElseThrow();
    }

    private ScalerView scaler(AppRef app) {
        return cluster().observe(app).scaler().orElseThrow();
    }

    private Map<String, String> pin(AppRef app) {
        return cluster().observe(app).services().get(0).pin();
    }

    /** The sets of two Releases have so many ready pods, want no others, and everybody has taken note of it. */
    private static Predicate<Observation> sets(int ofOne, int ofTwo) {
        return seen -> size(seen, 1).equals(Optional.of(ofOne))
                && size(seen, 2).equals(ofTwo == 0 ? size(seen, 2).map(any -> 0) : Optional.of(ofTwo))
                && seen.sets().stream().allMatch(set -> set.ready() == set.desired() && set.total() == set.desired())
                && seen.workload()
                        .filter(now -> now.ready() == ofOne + ofTwo && now.generation() == now.observedGeneration())
                        .isPresent();
    }

    private static Optional<Integer> size(Observation seen, long release) {
        return seen.sets().stream()
                .filter(set -> set.release().equals(Optional.of(release)))
                .map(SetView::desired)
                .findFirst();
    }

    private static String set(Observation seen, long release) {
        return seen.sets().stream()
                .filter(set -> set.release().equals(Optional.of(release)))
                .map(SetView::name)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsThePaceOfADeploymentWithTheDefaultsOfTheServer() {
        AppRef app = app("paced");
        apply(KubeObjects.deployment(app, 1, 0));
        assertThat(workload(app).pace()).isEqualTo(Pace.DEFAULT);

        apply(held(app, 1, 0, FIRST, true));
        assertThat(workload(app).pace()).isEqualTo(FIRST);
        assertThat(workload(app).paused()).isTrue();
    }

    @Test
    void tellsThatAServiceIsUnpinnedThoughSomebodyDeletedTheWorkload() {
        AppRef app = app("left-alone");
        apply(KubeObjects.service(app, 80));
        cluster().select(app, new Pin.OfRelease(1));
        BlockingQueue<Observation> told = new LinkedBlockingQueue<>();
        try (Cluster.Watch watch = cluster().watch(app, told::add)) {
            await(told, seen -> seen.services().get(0).pin().containsKey(Labels.RELEASE));

            cluster().select(app, new Pin.None());

            await(told, seen -> seen.services().get(0).pin().isEmpty());
        }
    }

    @Test
    void stopsAfterTheFirstNewPodWhileItIsFrozen() {
        AppRef app = app("first-pod");
        BlockingQueue<Observation> told = new LinkedBlockingQueue<>();
        try (Cluster.Watch watch = cluster().watch(app, told::add)) {
            apply(plain(app, 1, 2));
            await(told, ready(2, 1));

            apply(held(app, 2, 2, FIRST, false));
            Observation first = await(told, sets(2, 1));

            assertThat(first.workload().orElseThrow().updated()).isEqualTo(1);
            cluster().reshape(app, Optional.empty(), true);
            await(
                    told,
                    seen -> sets(2, 1).test(seen)
                            && seen.workload().orElseThrow().paused());
            assertThat(workload(app).available()).isEqualTo(2);
            assertThat(workload(app).pace()).isEqualTo(FIRST);
        }
    }

    @Test
    void addsPodsOfTheNewReleaseOneByOneWhileItIsPaused() {
        AppRef app = app("one-more");
        BlockingQueue<Observation> told = new LinkedBlockingQueue<>();
        try (Cluster.Watch watch = cluster().watch(app, told::add)) {
            apply(plain(app, 1, 3));
            await(told, ready(3, 1));
            apply(held(app, 2, 3, FIRST, false));
            Observation first = await(told, sets(3, 1));
            cluster().reshape(app, Optional.of(new Pace(0, Optional.of(300), "1", "0")), true);
            settle();

            cluster().scaleSet(app, set(first, 2), 2);
            // The sum stays at replicas plus maxSurge, so the controller takes an old pod away by itself.
            await(told, sets(2, 2));

            cluster().reshape(app, Optional.of(NATIVE), false);
            await(told, ready(3, 2));
        }
    }

    @Test
    void bringsUpASecondSetAndTakesTheFirstAway() {
        AppRef app = app("second-set");
        BlockingQueue<Observation> told = new LinkedBlockingQueue<>();
        try (Cluster.Watch watch = cluster().watch(app, told::add)) {
            apply(plain(app, 1, 2), KubeObjects.service(app, 80));
            await(told, ready(2, 1));

            apply(held(app, 2, 2, DOUBLE, true));
            settle();
            cluster().select(app, new Pin.OfRelease(1));
            cluster().reshape(app, Optional.empty(), false);
            Observation both = await(told, sets(2, 2));
            cluster().reshape(app, Optional.empty(), true);
            cluster().select(app, new Pin.OfRelease(2));
            cluster().scaleSet(app, set(both, 1), 0);
            await(told, sets(0, 2));
            cluster().select(app, new Pin.None());
            cluster().reshape(app, Optional.of(NATIVE), false);

            Observation end = await(
                    told,
                    seen -> ready(2, 2).test(seen)
                            && seen.workload().orElseThrow().available() == 2);
            assertThat(end.workload().orElseThrow().pace()).isEqualTo(NATIVE);
            assertThat(end.workload().orElseThrow().paused()).isFalse();
            assertThat(apply(plain(app, 2, 2), KubeObjects.service(app, 80))).containsOnly(Cluster.Change.UNCHANGED);
        }
    }

    @Test
    void givesTheOldReleaseBackItsPodsWhenTheSecondSetIsNotWanted() {
        AppRef app = app("turned-back");
        BlockingQueue<Observation> told = new LinkedBlockingQueue<>();
        try (Cluster.Watch watch = cluster().watch(app, told::add)) {
            apply(plain(app, 1, 2));
            await(told, ready(2, 1));
            apply(held(app, 2, 2, DOUBLE, false));
            Observation both = await(told, sets(2, 2));
            cluster().reshape(app, Optional.empty(), true);

            cluster().scaleSet(app, set(both, 2), 0);
            await(told, sets(2, 0));
            apply(plain(app, 1, 2));

            Observation end = await(told, ready(2, 1));
            assertThat(end.workload().orElseThrow().pace()).isEqualTo(NATIVE);
        }
    }

    @Test
    void hasItsNativeShapeAfterAnApplyWhateverWasPatchedBefore() {
        AppRef app = app("native");
        KubeObject deployment = plain(app, 1, 0);
        KubeObject service = KubeObjects.service(app, 80);
        KubeObject scaler = KubeObjects.autoscaler(app, 1, 4);
        apply(deployment, service, scaler);
        apply(held(app, 2, 0, DOUBLE, true), service, scaler);
        cluster().reshape(app, Optional.of(FIRST), false);
        cluster().reshape(app, Optional.of(new Pace(7, Optional.of(77), "2", "1")), true);
        cluster().select(app, new Pin.OfSet("abc"));
        cluster().holdScaleDown(app, true);

        cluster().check(namespace(), List.of(deployment, service, scaler));
        apply(deployment, service, scaler);

        assertThat(workload(app).pace()).isEqualTo(NATIVE);
        assertThat(workload(app).paused()).isFalse();
        assertThat(pin(app)).isEmpty();
        assertThat(scaler(app).scalesDown()).isTrue();
        assertThat(apply(deployment, service, scaler)).containsOnly(Cluster.Change.UNCHANGED);
    }

    @Test
    void takesThePaceFromWhoeverHasIt() {
        AppRef app = app("taken");
        KubeObject deployment = KubeObjects.deployment(app, 1, 0);
        apply(deployment);
        someoneElseSets(deployment, ".spec.minReadySeconds", 9, "kubectl-edit");
        someoneElseSets(deployment, ".spec.paused", true, "kubectl-rollout");

        cluster().reshape(app, Optional.of(NATIVE), false);

        assertThat(workload(app).pace()).isEqualTo(NATIVE);
        assertThat(workload(app).paused()).isFalse();
    }

    @Test
    void pointsTheServiceAtOneSetAndAtAllAgain() {
        AppRef app = app("pinned");
        KubeObject service = KubeObjects.service(app, 80);
        apply(service);
        assertThat(cluster().observe(app).services()).singleElement().satisfies(each -> {
            assertThat(each.name()).isEqualTo("pinned");
            assertThat(each.selector()).containsExactly(Map.entry(Labels.NAME, "pinned"));
        });

        cluster().select(app, new Pin.OfSet("5d8f"));
        assertThat(pin(app)).containsExactly(Map.entry(Pin.HASH, "5d8f"));
        cluster().select(app, new Pin.OfRelease(7));
        assertThat(pin(app)).containsExactly(Map.entry(Labels.RELEASE, "7"));
        cluster().select(app, new Pin.None());
        assertThat(pin(app)).isEmpty();
        assertThat(apply(service)).containsExactly(Cluster.Change.UNCHANGED);
    }

    @Test
    void showsThePreviewBesideTheService() {
        AppRef app = app("previewed");

        apply(KubeObjects.preview(app, 80, 7), KubeObjects.service(app, 80));

        assertThat(cluster().observe(app).services())
                .extracting(Observation.ServiceView::name)
                .containsExactly("previewed", "previewed-preview");
    }

    @Test
    void tellsOfTheServiceWhileTheDeploymentIsHeld() {
        AppRef app = app("followed");
        BlockingQueue<Observation> told = new LinkedBlockingQueue<>();
        try (Cluster.Watch watch = cluster().watch(app, told::add)) {
            apply(held(app, 1, 0, DOUBLE, true), KubeObjects.service(app, 80), KubeObjects.autoscaler(app, 1, 4));
            await(told, seen -> !seen.services().isEmpty() && seen.scaler().isPresent());

            cluster().select(app, new Pin.OfRelease(1));
            await(told, seen -> seen.services().get(0).pin().equals(Map.of(Labels.RELEASE, "1")));
            cluster().holdScaleDown(app, true);
            await(told, seen -> !seen.scaler().orElseThrow().scalesDown());
        }
    }

    @Test
    void keepsAnAutoscalerFromScalingDown() {
        AppRef app = app("held-scaler");
        KubeObject deployment = KubeObjects.deployment(app, 1);
        KubeObject scaler = KubeObjects.autoscaler(app, 1, 4);
        apply(deployment, scaler);
        assertThat(scaler(app)).isEqualTo(new ScalerView("held-scaler", 1, 4, true));

        cluster().holdScaleDown(app, true);
        cluster().holdScaleDown(app, true);
        assertThat(scaler(app).scalesDown()).isFalse();
        cluster().holdScaleDown(app, false);
        cluster().holdScaleDown(app, false);

        assertThat(scaler(app).scalesDown()).isTrue();
        assertThat(apply(scaler)).containsExactly(Cluster.Change.UNCHANGED);
    }

    @Test
    void givesAnAutoscalerOfSomeoneElseBackWhatItHad() {
        AppRef app = app("their-scaler");
        KubeObject never = KubeObjects.ofSomeoneElse(KubeObjects.neverScalingDown(KubeObjects.autoscaler(app, 2, 3)));
        apply(KubeObjects.deployment(app, 1, 0), never);

        cluster().holdScaleDown(app, true);
        cluster().holdScaleDown(app, false);

        assertThat(scaler(app)).isEqualTo(new ScalerView("their-scaler", 2, 3, false));
    }

    @Test
    void replacesPodsOfAStatefulSetFromTheLastDownToThePartition() {
        AppRef app = app("parted");
        BlockingQueue<Observation> told = new LinkedBlockingQueue<>();
        try (Cluster.Watch watch = cluster().watch(app, told::add)) {
            apply(KubeObjects.statefulSet(app, 1, 2));
            await(told, pods(1, 1));
            apply(KubeObjects.partitioned(2, KubeObjects.statefulSet(app, 2, 2)));
            await(
                    told,
                    seen -> pods(1, 1).test(seen)
                            && seen.workload().orElseThrow().partition() == 2);
            cluster().partition(app, 1);

            Observation one = await(told, pods(1, 2));
            assertThat(one.workload().orElseThrow().partition()).isEqualTo(1);
            cluster().partition(app, 0);

            await(told, pods(2, 2));
            assertThat(workload(app).partition()).isZero();
        }
    }

    /** The Releases of the ready pods, by ordinal. */
    private static Predicate<Observation> pods(long... releases) {
        return seen -> seen.pods().stream().allMatch(pod -> pod.ready() && !pod.leaving())
                && java.util.Arrays.equals(
                        releases,
                        seen.pods().stream()
                                .sorted(java.util.Comparator.comparing(Observation.PodView::name))
                                .mapToLong(pod -> pod.release().orElse(0L))
                                .toArray());
    }

    @Test
    void isContentWhereThereIsNothingToSwitch() {
        AppRef app = app("nothing-there");

        cluster().reshape(app, Optional.of(FIRST), true);
        cluster().scaleSet(app, "nothing-there-5d8f", 1);
        cluster().select(app, new Pin.None());
        cluster().holdScaleDown(app, true);
        cluster().partition(app, 1);

        assertThat(cluster().observe(app)).isEqualTo(Observation.NOTHING);
    }
}
