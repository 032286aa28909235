package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.ReleaseStore;
import io.jenkins.plugins.paas.testing.FakeCluster;
import io.jenkins.plugins.paas.testing.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A deploy from its beginning to a healthy end. */
class DeployTest extends InAWorld {
    @Test
    void savesNoStateThatOnlyCountsReadyPods() {
        world.deploy();

        List<Rollout> saved = world.test().rollouts.history();
        assertThat(saved).isNotEmpty();
        for (int i = 1; i < saved.size(); i++) {
            assertThat(saved.get(i).progressedFrom(saved.get(i - 1))).isFalse();
        }
    }

    @Test
    void bringsAFirstReleaseToAHealthyEnd() {
        Delivery delivery = world.deploy();

        assertThat(delivery.outcome()).isEqualTo(Outcome.DONE);
        assertThat(delivery.runs()).contains(1L);
        assertThat(delivery.changed()).isTrue();
        assertThat(delivery.release().orElseThrow().tag()).hasToString("1-1-aaaaaaaaaaaa");
        assertThat(world.test().cluster.serving()).contains(1L);
        assertThat(world.test().steps())
                .startsWith(Step.APPLYING, Step.PROGRESSING)
                .endsWith(Step.SUCCEEDED);
        assertThat(world.events(Event.Stepped.class).stream()
                        .map(event -> event.rollout().step()))
                .containsExactly(Step.PLANNED, Step.APPLYING, Step.PROGRESSING, Step.SUCCEEDED);
        assertThat(world.entries()).map(ReleaseStore.Entry::verdict).containsExactly(Release.Verdict.GOOD);
    }

    @Test
    void tellsTheVerdictAsSoonAsReleaseAndTrailHaveIt() {
        List<String> there = new ArrayList<>();
        world.listener = event -> {
            if (event instanceof Event.Stepped stepped
                    && !stepped.rollout().step().open()) {
                List<Step> saved = world.test().steps();
                there.add(world.entries().get(0).verdict() + ", "
                        + world.actions().get(2) + ", " + saved.get(saved.size() - 1));
            }
        };

        world.deploy();

        assertThat(there).containsExactly("GOOD, DEPLOY_ENDED succeeded, PROGRESSING");
    }

    @Test
    void givesTheLockBack() {
        world.deploy();

        assertThat(world.test().lock.held(world.ref())).isFalse();
    }

    @Test
    void makesNoNewReleaseOfWhatRunsAlready() {
        world.deploy();
        int built = world.builder.built().size();

        Delivery again = world.deploy();

        assertThat(again.outcome()).isEqualTo(Outcome.DONE);
        assertThat(again.changed()).isFalse();
        assertThat(again.runs()).contains(1L);
        assertThat(world.builder.built()).hasSize(built);
        assertThat(world.entries()).hasSize(1);
    }

    @Test
    void takesANewNumberForTheSameImageWithOtherSettings() {
        world.deploy();

        Delivery delivery = world.app("port: 8080", "env: {LOG: debug}").deploy();

        Release release = delivery.release().orElseThrow();
        assertThat(release.number()).isEqualTo(2);
        assertThat(release.tag()).hasToString("2-1-aaaaaaaaaaaa");
        assertThat(release.image().digest())
                .isEqualTo(world.test()
                        .releases
                        .find(world.ref(), 1)
                        .orElseThrow()
                        .image()
                        .digest());
        assertThat(world.registry.tags(release.image().repository()))
                .containsExactlyInAnyOrder("1-1-aaaaaaaaaaaa", "2-1-aaaaaaaaaaaa");
        assertThat(world.builder.built()).hasSize(1);
    }

    @Test
    void deletesWhatTheNewReleaseHasNotOnlyOnceItRuns() {
        world.app("port: 8080", "autoscale: {min: 1, max: 3, cpu: 70}").deploy();
        assertThat(world.test().cluster.objectNames()).contains("HorizontalPodAutoscaler/shop");

        world.app("port: 8080").deploy();

        assertThat(world.test().cluster.deleted()).containsExactly("HorizontalPodAutoscaler/shop");
    }

    @Test
    void theNumberOfPodsIsTheReleasesOwnOnceTheAutoscalerIsGone() {
        FakeCluster cluster = world.controlled();
        world.app("port: 8080", "autoscale: {min: 4, max: 6, cpu: 70}").deploy();
        KubeObject workload = cluster.objects(world.ref().namespace()).stream()
                .filter(object -> object.kind().equals("Deployment"))
                .findFirst()
                .orElseThrow();
        AtomicBoolean overruled = new AtomicBoolean();
        cluster.fate(2, new Fate.CrashingFirst(1));
        world.onceAt(Step.PROGRESSING, () -> {
            cluster.someoneElseSets(world.ref().namespace(), workload, ".spec.replicas", 4, "kube-controller-manager");
            overruled.set(true);
        });

        world.app("port: 8080", "replicas: 2").deploy();

        assertThat(overruled).isTrue();
        assertThat(cluster.observe(world.ref()).workload().orElseThrow().desired())
                .isEqualTo(2);
    }

    @Test
    void changesNothingWhenTheClusterWouldRefuse() {
        world.test()
                .cluster
                .refuses(new PaasException(
                        Outcome.INVALID, Problem.of("E_REFUSED", "a policy says no", "ask its owner")));

        PaasException failure = failure(world::deploy);

        assertThat(failure.code()).isEqualTo("E_REFUSED");
        assertThat(world.test().cluster.applied()).isEmpty();
        assertThat(world.entries()).isEmpty();
        assertThat(world.test().rollouts.history()).isEmpty();
        assertThat(world.test().lock.held(world.ref())).isFalse();
    }

    @Test
    void refusesConfigFilesThatAreNoTextBeforeAnythingElse() throws Exception {
        world.write("config/good.yaml", "a: b");
        java.nio.file.Files.write(world.folder.resolve("config/bad.bin"), new byte[] {(byte) 0xff, 0});

        PaasException failure = failure(() -> world.app("config: config/").deploy());

        assertThat(failure.code()).isEqualTo("E_CONFIG_NOT_TEXT");
        assertThat(failure).hasMessageContaining("bad.bin");
        assertThat(world.test().cluster.namespaceMade()).isFalse();
    }

    @Test
    void namesTheConfigVersionInTheRelease() {
        world.app("config: config/").write("config/shop.yaml", "colour: red").deploy();

        Release second = world.write("config/shop.yaml", "colour: blue")
                .deploy()
                .release()
                .orElseThrow();
        Release third = world.write("config/shop.yaml", "colour: red")
                .deploy()
                .release()
                .orElseThrow();

        assertThat(second.config()).contains(2);
        assertThat(third.config()).contains(1);
        assertThat(third.number()).isEqualTo(3);
    }

    @Test
    void comesToItsEndWhenWhatItAppliedChangesNothingThatIsWatched() {
        world.deploy();
        world.test().cluster.losesItsLabels();
        world.clock.leaveAfter(Duration.ofMinutes(1));

        assertThat(world.deploy().outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void saysWhatItWouldDoAndDoesNothing() {
        world.deploy();
        world.app("port: 8080", "autoscale: {min: 1, max: 3, cpu: 70}");
        int saved = world.test().rollouts.history().size();

        Delivery preview = world.engine().deploy().run(world.dryRun());

        assertThat(preview.changed()).isTrue();
        assertThat(preview.runs()).contains(1L);
        assertThat(preview.plan()).anySatisfy(each -> {
            assertThat(each.object()).hasToString("HorizontalPodAutoscaler/shop");
            assertThat(each.change()).isEqualTo(Delivery.Change.NEW);
        });
        assertThat(world.test().rollouts.history()).hasSize(saved);
        assertThat(world.entries()).hasSize(1);
    }

    @Test
    void saysWithoutBuildingThatTheImageWouldBeBuilt() {

        Delivery preview = world.engine().deploy().run(world.dryRun());

        assertThat(preview.outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.builder.built()).isEmpty();
        assertThat(world.events(Event.Noted.class)).anyMatch(note -> note.text().contains("would be built"));
    }

    @Test
    void tellsEachObservationOnce() {
        world.deploy();

        List<Observation> seen =
                world.events(Event.Seen.class).stream().map(Event.Seen::seen).toList();
        assertThat(seen).isNotEmpty().doesNotHaveDuplicates();
    }
}
