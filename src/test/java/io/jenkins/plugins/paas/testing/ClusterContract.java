package io.jenkins.plugins.paas.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.port.Cluster.Applied;
import io.jenkins.plugins.paas.port.Cluster.Change;
import io.jenkins.plugins.paas.port.Cluster.Conflict;
import io.jenkins.plugins.paas.port.Cluster.Preview;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** What every {@link Cluster} keeps to. */
public abstract class ClusterContract extends ClusterFixture {
    /** A namespace that is being deleted, and is not gone before the test is. */
    protected abstract Namespace ending();

    @Test
    void showsNothingWhereNothingIs() {
        assertThat(cluster().observe(app("nothing"))).isEqualTo(Observation.NOTHING);
    }

    @Test
    void saysWhatAnApplyDid() {
        AppRef app = app("changes");

        assertThat(apply(KubeObjects.configMap(app, "a"), KubeObjects.service(app, 80)))
                .containsExactly(Change.CREATED, Change.CREATED);
        assertThat(apply(KubeObjects.configMap(app, "b"), KubeObjects.service(app, 80)))
                .containsExactly(Change.CHANGED, Change.UNCHANGED);
    }

    @Test
    void applyingTwiceChangesNothing() {
        AppRef app = app("twice");
        KubeObject deployment = KubeObjects.deployment(app, 1, 0);
        apply(deployment);
        settle();

        assertThat(apply(deployment)).containsExactly(Change.UNCHANGED);
    }

    @Test
    void namesEachObjectAsItIsApplied() {
        AppRef app = app("named");
        List<KubeObject> objects = List.of(KubeObjects.configMap(app, "a"), KubeObjects.service(app, 80));
        List<KubeObject> told = new ArrayList<>();

        cluster().apply(namespace(), objects, (Applied each) -> told.add(each.object()));

        assertThat(told).isEqualTo(objects);
    }

    @Test
    void refusesToOverwriteWhatSomeoneElseOwns() {
        AppRef app = app("conflict");
        KubeObject deployment = KubeObjects.deployment(app, 1, 0);
        apply(deployment);
        someoneElseSets(deployment, ".spec.replicas", 1, "kubectl");

        assertThatThrownBy(() -> apply(deployment))
                .asInstanceOf(type(PaasException.class))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("E_FIELD_CONFLICT"))
                .satisfies(failure -> assertThat(failure).hasMessageContaining(".spec.replicas"))
                .satisfies(failure -> assertThat(failure).hasMessageContaining("\"kubectl\""));
        assertThat(cluster().observe(app).workload().orElseThrow().desired()).isEqualTo(1);
    }

    @Test
    void leavesTheNumberOfPodsToOthersWhereTheObjectDoesNotSayIt() {
        AppRef app = app("number");
        KubeObject deployment = KubeObjects.deployment(app, 1);
        apply(deployment);
        someoneElseSets(deployment, ".spec.replicas", 2, "someone");
        apply(KubeObjects.deployment(app, 2));

        assertThat(cluster().observe(app).workload().orElseThrow().desired()).isEqualTo(2);
    }

    @Test
    void keepsTheNumberOfPodsWhenTheObjectNoLongerSaysIt() {
        AppRef app = app("handover");
        apply(KubeObjects.deployment(app, 1, 2));
        apply(KubeObjects.deployment(app, 1));

        assertThat(cluster().observe(app).workload().orElseThrow().desired()).isEqualTo(2);
    }

    @Test
    void findsEveryProblemBeforeAnythingIsChanged() {
        AppRef app = app("checked");
        KubeObject deployment = KubeObjects.deployment(app, 1, 0);
        KubeObject map = KubeObjects.configMap(app, "ours");
        apply(deployment, map);
        someoneElseSets(deployment, ".spec.replicas", 1, "kubectl");
        someoneElseSets(map, ".data.text", "theirs", "other");

        assertThatThrownBy(() -> cluster().check(namespace(), List.of(deployment, map)))
                .asInstanceOf(type(PaasException.class))
                .extracting(PaasException::problems, org.assertj.core.api.InstanceOfAssertFactories.list(Problem.class))
                .extracting(Problem::code)
                .containsExactly("E_FIELD_CONFLICT", "E_FIELD_CONFLICT");
    }

    @Test
    void checkingChangesNothing() {
        AppRef app = app("dry");

        cluster().check(namespace(), List.of(KubeObjects.deployment(app, 1, 1)));

        assertThat(cluster().observe(app)).isEqualTo(Observation.NOTHING);
    }

    @Test
    void showsWhatAnApplyWouldMakeOfEachObjectAndChangesNothing() {
        AppRef app = app("previewed");
        apply(KubeObjects.configMap(app, "a"), KubeObjects.service(app, 80));
        KubeObject changed = KubeObjects.configMap(app, "b");
        KubeObject fresh = KubeObjects.deployment(app, 1, 1);

        List<Preview> shown = cluster().preview(namespace(), List.of(changed, KubeObjects.service(app, 80), fresh));

        assertThat(shown).extracting(Preview::object).startsWith(changed).endsWith(fresh);
        assertThat(text(shown.get(0).live())).isEqualTo("a");
        assertThat(text(shown.get(0).after())).isEqualTo("b");
        assertThat(shown.get(1).after()).isPresent().isEqualTo(shown.get(1).live());
        assertThat(shown.get(2).live()).isEmpty();
        assertThat(shown.get(2).after()).isPresent();
        assertThat(cluster().observe(app).workload()).isEmpty();
        assertThat(apply(KubeObjects.configMap(app, "a"))).containsExactly(Change.UNCHANGED);
    }

    @Test
    void showsWhoOwnsWhatStandsInTheWayAndWhatItWouldBeOtherwise() {
        AppRef app = app("contested");
        KubeObject map = KubeObjects.configMap(app, "ours");
        apply(map);
        someoneElseSets(map, ".data.text", "theirs", "kubectl");

        Preview shown = cluster().preview(namespace(), List.of(map)).get(0);

        assertThat(shown.conflicts()).containsExactly(new Conflict(".data.text", "kubectl"));
        assertThat(text(shown.live())).isEqualTo("theirs");
        assertThat(text(shown.after())).isEqualTo("ours");
    }

    @Test
    void showsThatWhatWePatchedGoesWithTheNextApply() {
        AppRef app = app("held");
        KubeObject deployment = KubeObjects.deployment(app, 1, 0);
        apply(deployment);
        cluster().reshape(app, Optional.of(Pace.frozen("1")), true);

        Preview shown = cluster().preview(namespace(), List.of(deployment)).get(0);

        assertThat(shown.conflicts()).isEmpty();
        assertThat(spec(shown.live())).containsEntry("paused", true);
        assertThat(spec(shown.after())).doesNotContainKeys("paused", "minReadySeconds");
    }

    @Test
    void leavesOutWhatTheServerKeepsForItself() {
        AppRef app = app("quiet");
        KubeObject deployment = KubeObjects.deployment(app, 1, 0);
        apply(deployment);

        KubeObject live = cluster()
                .preview(namespace(), List.of(deployment))
                .get(0)
                .live()
                .orElseThrow();

        assertThat(live.body()).doesNotContainKey("status");
        assertThat(Plain.map(live.body().getOrDefault("metadata", Map.of())))
                .doesNotContainKeys("managedFields", "resourceVersion", "generation", "uid", "creationTimestamp");
    }

    private static Object text(Optional<KubeObject> map) {
        return ((Map<?, ?>) map.orElseThrow().body().getOrDefault("data", Map.of())).get("text");
    }

    private static Map<String, Object> spec(Optional<KubeObject> object) {
        return Plain.map(object.orElseThrow().body().getOrDefault("spec", Map.of()));
    }

    @Test
    void missesANamespaceThatIsNotThere() {
        assertThatThrownBy(() -> cluster().ensureNamespace(absent(), false))
                .asInstanceOf(type(PaasException.class))
                .extracting(PaasException::code)
                .isEqualTo("E_NAMESPACE_MISSING");
        KubeObject object = KubeObjects.configMap(new AppRef(new AppName("a"), absent()), "a");
        assertThatThrownBy(() -> cluster().apply(absent(), List.of(object), each -> {}))
                .asInstanceOf(type(PaasException.class))
                .extracting(PaasException::code)
                .isEqualTo("E_NAMESPACE_MISSING");
    }

    @Test
    void tellsANamespaceThatIsBeingDeletedFromOneThatCanBeMade() {
        Namespace ending = ending();

        for (boolean create : List.of(false, true)) {
            assertThatThrownBy(() -> cluster().ensureNamespace(ending, create))
                    .asInstanceOf(type(PaasException.class))
                    .extracting(PaasException::code)
                    .isEqualTo("E_NAMESPACE_ENDING");
        }
    }

    @Test
    void isContentWithANamespaceThatIsThere() {
        cluster().ensureNamespace(namespace(), false);
        cluster().ensureNamespace(namespace(), true);
    }

    @Test
    void tellsTheFirstObservationWithoutAnyChange() {
        BlockingQueue<Observation> told = new LinkedBlockingQueue<>();

        try (Cluster.Watch watch = cluster().watch(app("first"), told::add)) {
            assertThat(await(told, seen -> true)).isEqualTo(Observation.NOTHING);
        }
    }

    @Test
    void tellsWhenPodsBecomeReadyAndWhenANewReleaseReplacesThem() {
        AppRef app = app("rolling");
        BlockingQueue<Observation> told = new LinkedBlockingQueue<>();

        try (Cluster.Watch watch = cluster().watch(app, told::add)) {
            apply(KubeObjects.deployment(app, 1, 2));
            Observation first = await(told, ready(2, 1));
            assertThat(first.pods()).allSatisfy(pod -> assertThat(pod.release()).contains(1L));
            assertThat(first.sets()).hasSize(1);

            apply(KubeObjects.deployment(app, 2, 2));
            Observation second = await(told, ready(2, 2));
            assertThat(second.sets())
                    .extracting(set -> set.release().orElseThrow())
                    .containsExactly(1L, 2L);
            assertThat(second.workload().orElseThrow().image()).isPresent();
        }
        assertThat(cluster().observe(app).workload().orElseThrow().ready()).isEqualTo(2);
    }

    @Test
    void tellsNothingAfterTheWatchWasClosed() {
        AppRef app = app("closed");
        BlockingQueue<Observation> told = new LinkedBlockingQueue<>();
        Cluster.Watch watch = cluster().watch(app, told::add);
        await(told, seen -> true);
        watch.close();
        watch.close();

        apply(KubeObjects.deployment(app, 1, 0));

        assertThat(told).isEmpty();
    }

    @Test
    void deletesOnlyWhatWeManage() {
        AppRef app = app("deleted");
        KubeObject ours = KubeObjects.configMap(app, "ours");
        KubeObject theirs = KubeObjects.ofSomeoneElse(KubeObjects.service(app, 80));
        apply(ours, theirs);

        cluster().delete(namespace(), List.of(ours, theirs));
        cluster().delete(namespace(), List.of(ours));

        assertThat(apply(ours, theirs)).containsExactly(Change.CREATED, Change.UNCHANGED);
    }

    @Test
    void deletesNothingOfAnotherApp() {
        KubeObject theirs = KubeObjects.configMap(app("theirs"), "same");
        Map<String, Object> ours = Map.of("metadata", Map.of("labels", Map.of(Labels.NAME, "ours")));
        apply(theirs);

        cluster().delete(namespace(), List.of(new KubeObject("v1", "ConfigMap", theirs.name(), ours)));

        assertThat(apply(theirs)).containsExactly(Change.UNCHANGED);
    }

    @Test
    void hasNoLogOfAPodThatIsNotThere() {
        assertThat(cluster().logTail(app("gone"), "gone-1", "gone", 10, false)).isEmpty();
        assertThat(cluster().logTail(app("gone"), "gone-1", "gone", 10, true)).isEmpty();
    }

    @Test
    void isContentWhenAPodToDeleteIsGone() {
        cluster().deletePod(app("gone"), "gone-1");
    }
}
