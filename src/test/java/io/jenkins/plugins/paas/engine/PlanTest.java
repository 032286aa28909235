package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.codec.PlanJson;
import io.jenkins.plugins.paas.engine.MakePlan.Made;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Person;
import io.jenkins.plugins.paas.model.Plan;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import io.jenkins.plugins.paas.testing.FakeCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deploy in two parts: what is looked at is what is applied. */
class PlanTest {
    @TempDir
    private Path folder;

    private World world;
    private FakeCluster cluster;

    @BeforeEach
    void makeWorld() {
        world = new World(folder.resolve("app"));
        cluster = world.controlled();
        world.quota("pods", "100", "0");
    }

    @Test
    void aPlanAppliesNothingAndSaysWhatItWould() {
        Made made = plan();

        assertThat(made.difference().changes()).isEqualTo(2);
        assertThat(made.plan().release().tag()).hasToString("1-1-aaaaaaaaaaaa");
        assertThat(made.text()).contains(made.hash());
        assertThat(cluster.calls()).isEmpty();
        assertThat(world.test().releases.list(world.ref())).isEmpty();
        assertThat(world.actions()).containsExactly("BUILD built");
    }

    @Test
    void whatWasPlannedIsWhatIsApplied() {
        world.app("port: 8080", "config: config").write("config/a", "planned");
        Made made = plan();
        // The checkout goes on; the plan does not.
        world.app("port: 9090", "replicas: 7", "config: config", "strategy: canary")
                .write("config/a", "later");

        Delivery delivery = apply(made);

        assertThat(delivery.outcome()).isEqualTo(Outcome.DONE);
        Release release = world.test().releases.find(world.ref(), 1).orElseThrow();
        assertThat(PlainData.same(release.objects(), made.plan().release().objects()))
                .isTrue();
        assertThat(release.image()).isEqualTo(made.plan().release().image());
        assertThat(world.test()
                        .configs
                        .find(world.ref(), 1)
                        .orElseThrow()
                        .content()
                        .files())
                .containsEntry("a", "planned");
    }

    @Test
    void theHashStandsInReleaseRolloutAndTrail() {
        Made made = plan();

        apply(made);

        assertThat(world.test().releases.find(world.ref(), 1).orElseThrow().plan())
                .contains(made.hash());
        assertThat(world.test().rollouts.load(world.ref()).map(Saved::rollout).flatMap(Rollout::plan))
                .contains(made.hash());
        assertThat(world.engine().audit().list(world.place("test-1")))
                .filteredOn(record -> record.action().name().startsWith("DEPLOY"))
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.details()).containsEntry("plan", made.hash()));
        assertThat(world.verify().bad()).isEmpty();
    }

    /** Else he would not be known as its author, and could approve it. */
    @Test
    void whoHandsOverATokenPlansAndAppliesAsThatPerson() {
        Person bob = new Person("gitlab", "bob", List.of("trade"));
        world.voucher = () -> Optional.of(bob);
        Made made = plan();
        apply(made);

        assertThat(made.plan().release().createdBy().vouched()).contains(bob);
        assertThat(world.test()
                        .rollouts
                        .load(world.ref())
                        .orElseThrow()
                        .rollout()
                        .actor()
                        .vouched())
                .contains(bob);
    }

    @Test
    void aDeployWithoutAPlanNamesNone() {
        world.deploy();

        assertThat(world.test().releases.find(world.ref(), 1).orElseThrow().plan())
                .isEmpty();
    }

    @Test
    void aPlanThatNeedsANumberOfItsOwnKeepsItWhenItIsApplied() {
        world.deploy();
        world.app("port: 8080", "replicas: 3");
        Made made = plan();
        assertThat(made.plan().release().number()).isEqualTo(2);

        assertThat(apply(made).runs()).contains(2L);

        assertThat(world.registry.tags(world.target("test-1").repository())).contains("2-1-aaaaaaaaaaaa");
    }

    @Test
    void aPlanThatChangesNothingIsAppliedWithoutHarm() {
        world.deploy();
        Made made = plan();

        assertThat(made.difference().changes()).isZero();
        assertThat(apply(made).changed()).isFalse();
        assertThat(apply(made).changed()).isFalse();
    }

    @Test
    void aPlanIsAppliedOnce() {
        Made made = plan();
        apply(made);

        assertThat(refused(made).code()).isEqualTo("E_PLAN_APPLIED");
    }

    @Test
    void aFieldThatSomebodyChangedMakesItStale() {
        world.deploy();
        world.app("port: 8080", "replicas: 3");
        Made made = plan();
        cluster.someoneElseSets(world.ref().namespace(), live("Service"), ".spec.type", "NodePort", "kubectl");
        List<String> calls = cluster.calls();

        PaasException stale = refused(made);

        assertThat(stale.code()).isEqualTo("E_PLAN_STALE");
        assertThat(stale.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(stale.problems().get(0).what()).contains("Service/shop was changed");
        assertThat(cluster.calls()).isEqualTo(calls);
    }

    @Test
    void anotherReleaseMakesItStaleThoughTheOldOneRunsAgain() {
        world.deploy();
        world.app("port: 8080", "replicas: 3");
        Made made = plan();
        world.app("port: 8080", "replicas: 4");
        world.deploy();
        world.engine()
                .rollback()
                .run(new Rollback.Request(world.place("test-1"), Optional.of(1L), false, Optional.empty()));

        assertThat(refused(made).problems().get(0).what()).contains("release 3 was made");
    }

    @Test
    void anObjectThatIsGoneMakesItStale() {
        world.deploy();
        world.app("port: 8080", "replicas: 3");
        Made made = plan();
        cluster.someoneElseDeletes(world.ref().namespace(), live("Service"));

        assertThat(refused(made).problems().get(0).what()).contains("Service/shop is gone");
    }

    @Test
    void configurationThatAnotherDeployBroughtInMakesItStale() {
        world.app("port: 8080", "config: config").write("config/a", "one");
        world.deploy();
        world.write("config/a", "two");
        Made made = plan();
        world.test().configs.ensure(world.ref(), io.jenkins.plugins.paas.testing.SampleRecords.content("a", "three"));

        assertThat(refused(made).problems().get(0).what()).contains("Config version v3 now");
    }

    @Test
    void aNumberOfPodsThatAnAutoscalerHasIsNoReasonToRefuse() {
        world.app("port: 8080", "autoscale: {min: 1, max: 5, cpu: 70}");
        world.deploy();
        world.commit(World.COMMIT_B, "two");
        Made made = plan();
        cluster.someoneElseSets(
                world.ref().namespace(), live("Deployment"), ".spec.replicas", 4, "kube-controller-manager");

        assertThat(apply(made).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void anotherClustersPlanIsRefused() {
        Made made = plan();

        PaasException other = catchThrowableOfType(
                PaasException.class,
                () -> world.engine()
                        .applyPlan()
                        .run(new ApplyPlan.Request(
                                world.target("prod-1"), PlanJson.read("plan.json", made.text()), false)));

        assertThat(other.code()).isEqualTo("E_PLAN_OTHER");
        assertThat(other.outcome()).isEqualTo(Outcome.INVALID);
    }

    @Test
    void aPlanWhosePodsBearAnotherReleasesLabelIsRefusedWhateverItsHash() {
        world.deploy();
        world.commit(World.COMMIT_B, "two");
        Plan made = plan().plan();
        Release release = made.release();
        List<KubeObject> forged = release.objects().stream()
                .map(object -> object.isWorkload()
                        ? ShapedObjects.with(
                                object, Map.of(Labels.RELEASE, "1"), "spec", "template", "metadata", "labels")
                        : object)
                .toList();
        Plan changed = new Plan(
                new Release(
                        release.number(),
                        release.ref(),
                        release.cluster(),
                        release.tag(),
                        release.image(),
                        release.config(),
                        forged,
                        release.createdAt(),
                        release.createdBy(),
                        release.plan()),
                made.clusterId(),
                made.strategy(),
                made.policy(),
                made.config(),
                made.live());

        PaasException refused = catchThrowableOfType(
                PaasException.class,
                () -> world.engine()
                        .applyPlan()
                        .run(new ApplyPlan.Request(
                                world.target("test-1"), PlanJson.read("p", PlanJson.write(changed)), false)));

        assertThat(refused.code()).isEqualTo("E_PLAN_PODS");
        assertThat(refused).hasMessageContaining("Deployment/shop").hasMessageContaining("paas-deploy/release=2");
    }

    @Test
    void noPlanIsMadeInTheMiddleOfARollout() {
        world.app("port: 8080", "strategy: canary");
        world.deploy();
        world.commit(World.COMMIT_B, "two");
        world.deploy();

        PaasException open = catchThrowableOfType(PaasException.class, this::plan);

        assertThat(open.code()).isEqualTo("E_AT_GATE");
    }

    @Test
    void aPlanHoldsNoSecret() {
        world.app("port: 8080", "env: {DB_PASSWORD: hunter2, LOG_LEVEL: debug}", "config: config")
                .write("config/db.properties", "password=hunter2");

        PaasException refused = catchThrowableOfType(PaasException.class, this::plan);

        assertThat(refused.code()).isEqualTo("E_PLAN_SECRET");
        assertThat(refused.problems()).hasSize(2);
        assertThat(refused).hasMessageContaining("DB_PASSWORD").hasMessageContaining("db.properties");
        assertThat(refused.getMessage()).doesNotContain("hunter2").doesNotContain("LOG_LEVEL");
    }

    @Test
    void whatTheClusterWouldRefuseIsNotPlanned() {
        world.deploy();
        cluster.refuses("Service", "no more NodePorts");
        world.app("port: 9090");

        PaasException refused = catchThrowableOfType(PaasException.class, this::plan);

        assertThat(refused.code()).isEqualTo("E_REFUSED");
    }

    @Test
    void whoMayNotApplyMayNotPlan() {
        world.deploy();
        cluster.forbids("patch", "services");
        world.app("port: 9090");

        PaasException refused = catchThrowableOfType(PaasException.class, this::plan);

        assertThat(refused.code()).isEqualTo("E_FORBIDDEN");
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_ALLOWED);
    }

    private Made plan() {
        return world.engine().makePlan().run(world.request("test-1"));
    }

    private Delivery apply(Made made) {
        return world.engine()
                .applyPlan()
                .run(new ApplyPlan.Request(world.target("test-1"), PlanJson.read("plan.json", made.text()), false));
    }

    private PaasException refused(Made made) {
        return catchThrowableOfType(PaasException.class, () -> apply(made));
    }

    private KubeObject live(String kind) {
        return cluster.objects(world.ref().namespace()).stream()
                .filter(object -> object.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
