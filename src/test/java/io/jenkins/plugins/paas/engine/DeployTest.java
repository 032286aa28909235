package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.ImageRef;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployTest {
    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void makeWorld() {
        world = new World(folder.resolve("app"));
    }

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
        assertThat(entries()).map(ReleaseStore.Entry::verdict).containsExactly(Release.Verdict.GOOD);
    }

    @Test
    void tellsTheVerdictAsSoonAsReleaseAndTrailHaveIt() {
        List<String> there = new ArrayList<>();
        world.listener = event -> {
            if (event instanceof Event.Stepped stepped
                    && !stepped.rollout().step().open()) {
                List<Step> saved = world.test().steps();
                there.add(entries().get(0).verdict() + ", " + world.actions().get(2) + ", "
                        + saved.get(saved.size() - 1));
            }
        };

        world.deploy();

        assertThat(there).containsExactly("GOOD, DEPLOY_ENDED succeeded, PROGRESSING");
    }

    @Test
    void leavesATrailThatVerifiesWithItsHeadAnchored() {
        world.deploy();

        assertThat(world.actions()).containsExactly("BUILD built", "DEPLOY_STARTED started", "DEPLOY_ENDED succeeded");
        assertThat(world.verify().bad()).isEmpty();
        assertThat(world.test().releases.anchored(world.ref()))
                .isEqualTo(world.verify().head());
    }

    @Test
    void noticesThatTheLastRecordWasCutOff() {
        world.deploy();
        List<String> lines = world.test().audit.linesToTamperWith(world.ref());
        lines.remove(lines.size() - 1);

        assertThat(world.verify().bad()).map(Problem::code).contains("E_AUDIT_BROKEN");
    }

    @Test
    void whatIsWrittenAfterARecordWasCutOffDoesNotCoverThat() {
        world.deploy();
        List<String> lines = world.test().audit.linesToTamperWith(world.ref());
        lines.remove(lines.size() - 1);

        world.commit(World.COMMIT_B, "two").deploy();
        world.commit(World.COMMIT_A, "three").deploy();

        assertThat(world.warnings()).contains("W_AUDIT_BROKEN");
        assertThat(world.verify().bad()).map(Problem::code).contains("E_AUDIT_BROKEN");
    }

    @Test
    void whatIsWrittenAfterTheEndWasWrittenAnewDoesNotCoverThat() {
        world.deploy();
        List<String> lines = world.test().audit.linesToTamperWith(world.ref());
        String last = lines.remove(lines.size() - 1);
        lines.add(last.replace("succeeded", "withdrawn"));

        world.commit(World.COMMIT_B, "two").deploy();

        assertThat(world.verify().bad()).map(Problem::code).contains("E_AUDIT_BROKEN");
    }

    @Test
    void aRecordWhoseNoteIsMissingIsNoFault() {
        world.deploy();
        world.test().releases.losesNotes(true);
        world.commit(World.COMMIT_B, "two").deploy();
        world.test().releases.losesNotes(false);

        world.commit(World.COMMIT_A, "three").deploy();

        assertThat(world.warnings()).doesNotContain("W_AUDIT_BROKEN");
        assertThat(world.verify().bad()).isEmpty();
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
        assertThat(entries()).hasSize(1);
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
    void keepsNoMoreOfALogThanARecordCanHold() {
        world.deploy();
        world.test().cluster.crashes(2);
        world.test().cluster.logs("function(e,t)".repeat(100_000));

        Delivery delivery = world.commit(World.COMMIT_B, "two").deploy();

        assertThat(delivery.diagnosis().orElseThrow().logTail())
                .singleElement()
                .asString()
                .startsWith("function(e,t)")
                .endsWith("more characters)")
                .hasSizeLessThan(3000);
    }

    @Test
    void goesBackToTheLastGoodReleaseAfterTellingWhy() {
        world.deploy();
        world.test().cluster.crashes(2);

        Delivery delivery = world.commit(World.COMMIT_B, "two").deploy();

        assertThat(delivery.outcome()).isEqualTo(Outcome.ROLLOUT_FAILED);
        assertThat(delivery.runs()).contains(1L);
        Diagnosis diagnosis = delivery.diagnosis().orElseThrow();
        assertThat(diagnosis.code()).isEqualTo(Diagnosis.Code.E_CRASH_LOOP);
        assertThat(diagnosis.logTail()).containsExactly("the log of shop-2-bad");
        assertThat(world.test().cluster.logRequests()).containsExactly("shop-2-bad before");
        assertThat(world.test().cluster.applied()).containsExactly(1L, 2L);
        assertThat(world.test().steps())
                .containsSubsequence(Step.PROGRESSING, Step.RESTORING, Step.RETURNING, Step.ROLLED_BACK);
        assertThat(world.actions())
                .endsWith("DEPLOY_STARTED started", "RESTORE_STARTED restoring", "DEPLOY_ENDED rolled back");
        assertThat(entries())
                .map(ReleaseStore.Entry::verdict)
                .containsExactly(Release.Verdict.FAILED, Release.Verdict.GOOD);
        assertThat(world.verify().bad()).isEmpty();
    }

    @Test
    void tellsTheDiagnosisBeforeItGoesBack() {
        world.deploy();
        world.test().cluster.crashes(2);
        world.events.clear();

        world.commit(World.COMMIT_B, "two").deploy();

        List<String> told = world.events.stream()
                .filter(event -> event instanceof Event.Diagnosed
                        || (event instanceof Event.Stepped stepped
                                && stepped.rollout().step() == Step.RESTORING))
                .map(event -> event.getClass().getSimpleName())
                .toList();
        assertThat(told).containsExactly("Diagnosed", "Stepped");
    }

    @Test
    void leavesAFailedFirstReleaseAsItIs() {
        world.test().cluster.crashes(1);

        Delivery delivery = world.deploy();

        assertThat(delivery.outcome()).isEqualTo(Outcome.ROLLOUT_FAILED);
        assertThat(delivery.rollout().orElseThrow().step()).isEqualTo(Step.FAILED);
        assertThat(delivery.runs()).isEmpty();
        assertThat(world.actions()).endsWith("DEPLOY_ENDED failed");
    }

    @Test
    void doesNotGoBackWhenToldNotTo() {
        world.deploy();
        world.test().cluster.crashes(2);
        world.commit(World.COMMIT_B, "two");
        Deploy.Request asked = world.request("test-1");

        Delivery delivery = world.engine()
                .deploy()
                .run(new Deploy.Request(
                        asked.platform(),
                        asked.target(),
                        asked.folder(),
                        asked.image(),
                        false,
                        false,
                        Optional.empty(),
                        Deploy.AtGate.LEAVE));

        assertThat(delivery.rollout().orElseThrow().step()).isEqualTo(Step.FAILED);
        assertThat(world.test().cluster.applied()).containsExactly(1L, 2L);
    }

    @Test
    void triesAFailedReleaseAgainUnderItsOwnNumber() {
        world.deploy();
        world.test().cluster.crashes(2);
        world.commit(World.COMMIT_B, "two").deploy();
        world.test().cluster.heals(2);

        Delivery delivery = world.deploy();

        assertThat(delivery.outcome()).isEqualTo(Outcome.DONE);
        assertThat(delivery.runs()).contains(2L);
        assertThat(entries()).hasSize(2).map(ReleaseStore.Entry::verdict).containsOnly(Release.Verdict.GOOD);
    }

    @Test
    void timesOutWhenNothingHappensAndNothingSaysWhy() {
        world.test().cluster.staysSilent(1);

        Delivery delivery = world.deploy();

        assertThat(delivery.outcome()).isEqualTo(Outcome.TIMED_OUT);
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
    void takesAwayWhatOnlyTheFailedReleaseHad() {
        world.deploy();
        world.test().cluster.crashes(2);

        world.app("port: 8080", "autoscale: {min: 1, max: 3, cpu: 70}").deploy();

        assertThat(world.test().cluster.deleted()).containsExactly("HorizontalPodAutoscaler/shop");
        assertThat(world.test().cluster.objectNames()).contains("Service/shop");
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
        assertThat(entries()).isEmpty();
        assertThat(world.test().rollouts.history()).isEmpty();
        assertThat(world.test().lock.held(world.ref())).isFalse();
    }

    @Test
    void goesBackWhenTheClusterRefusesTheRealThing() {
        world.deploy();
        world.test()
                .cluster
                .failsToApply(
                        new PaasException(Outcome.INVALID, Problem.of("E_REFUSED", "a policy says no", "ask")), 1);

        Delivery delivery = world.commit(World.COMMIT_B, "two").deploy();

        assertThat(delivery.outcome()).isEqualTo(Outcome.ROLLOUT_FAILED);
        Diagnosis why = delivery.diagnosis().orElseThrow();
        assertThat(why.code()).isEqualTo(Diagnosis.Code.E_ADMISSION);
        assertThat(why.sentence()).isEqualTo("A policy says no.");
        assertThat(why.suggestion()).isEqualTo("Ask. See docs/diagnosis/e-admission.md.");
        assertThat(delivery.runs()).contains(1L);
    }

    @Test
    void goesOnWhenTheApiServerIsBack() {
        world.test()
                .cluster
                .failsToApply(
                        new PaasException(
                                Outcome.UNEXPECTED, Problem.of("E_CLUSTER_UNREACHABLE", "nobody answers", "wait")),
                        5);

        Delivery delivery = world.deploy();

        assertThat(delivery.outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.warnings()).containsOnlyOnce("W_CLUSTER_AWAY");
    }

    @Test
    void saysWhoHoldsTheLock() {
        world.test().lock.take(world.ref(), "bob@build-7:42");

        PaasException failure = failure(world::deploy);

        assertThat(failure.outcome()).isEqualTo(Outcome.LOCKED);
        assertThat(failure).hasMessageContaining("bob@build-7:42");
    }

    @Test
    void recordsThatItTookTheLockFromSomebodyWhoDied() {
        world.test().lock.take(world.ref(), "bob@build-7:42");
        world.test().lock.holderDies(world.ref());

        world.deploy();

        assertThat(world.warnings()).contains("W_LOCK_TAKEN_OVER");
        assertThat(world.actions()).contains("LOCK_TAKEN_OVER taken");
    }

    @Test
    void stopsAtOnceWhenSomebodyElseSaved() {
        boolean[] done = {false};
        world.test().rollouts.afterSave(saved -> {
            if (saved.step() == Step.APPLYING && !done[0]) {
                done[0] = true;
                world.test().rollouts.save(saved, world.test().rollouts.load(world.ref()));
            }
        });

        PaasException failure = failure(world::deploy);

        assertThat(failure.code()).isEqualTo("E_FENCED");
        assertThat(failure.outcome()).isEqualTo(Outcome.LOCKED);
        assertThat(world.actions()).doesNotContain("DEPLOY_ENDED succeeded");
    }

    @Test
    void stopsAtOnceWhenTheLockIsLost() {
        world.test().rollouts.afterSave(saved -> {
            if (saved.step() == Step.APPLYING) {
                world.test().lock.robbed(world.ref());
            }
        });

        PaasException failure = failure(world::deploy);

        assertThat(failure.code()).isEqualTo("E_LOCK_LOST");
        assertThat(world.test().cluster.applied()).isEmpty();
    }

    @Test
    void leavesWithoutAbortingWhenToldToStop() {
        world.test().cluster.staysSilent(1);
        world.clock.leaveAfter(Duration.ofSeconds(30));

        PaasException failure = failure(world::deploy);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.code()).isEqualTo("E_LEFT");
        assertThat(failure).hasMessageContaining("paas resume --cluster test-1");
        assertThat(world.test()
                        .rollouts
                        .load(world.ref())
                        .orElseThrow()
                        .rollout()
                        .step())
                .isEqualTo(Step.PROGRESSING);
        assertThat(world.test().lock.held(world.ref())).isFalse();
    }

    @Test
    void whoeverIsToldToStopWhileTheClusterIsAskedIsToldToResume() {
        PaasException interrupted = new PaasException(
                Outcome.UNEXPECTED, Problem.of("E_INTERRUPTED", "the command was interrupted", "run it again"));
        world.test().cluster.failsToApply(interrupted, 1);

        PaasException failure = failure(world::deploy);

        assertThat(failure.code()).isEqualTo("E_LEFT");
        assertThat(failure)
                .hasMessageContaining("paas resume --cluster test-1")
                .hasMessageNotContaining("run it again")
                .hasCause(interrupted);
        assertThat(world.test()
                        .rollouts
                        .load(world.ref())
                        .orElseThrow()
                        .rollout()
                        .step()
                        .open())
                .isTrue();
    }

    @Test
    void keepsDigestAndSequenceInASecondCluster() {
        Release first = world.deploy().release().orElseThrow();

        Delivery promoted =
                world.engine().deploy().run(world.request("prod-1", new ImageChoice.FromCommit(World.COMMIT_A)));

        Release second = promoted.release().orElseThrow();
        assertThat(second.number()).isEqualTo(first.number());
        assertThat(second.image().digest()).isEqualTo(first.image().digest());
        assertThat(second.tag()).hasToString("1-2-aaaaaaaaaaaa");
        assertThat(world.builder.built()).hasSize(1);
        assertThat(world.prod().cluster.serving()).contains(1L);
    }

    @Test
    void keepsNumbersInOrderWhenAnOlderBuildIsPromotedLate() {
        world.deploy();
        world.commit(World.COMMIT_B, "two").deploy();
        world.engine().deploy().run(world.request("prod-1"));

        Delivery late =
                world.engine().deploy().run(world.request("prod-1", new ImageChoice.FromCommit(World.COMMIT_A)));

        assertThat(late.release().orElseThrow().tag()).hasToString("3-2-aaaaaaaaaaaa");
    }

    @Test
    void deploysAnImageOfOthersUnderItsOwnName() {
        ImageRef image = ImageRef.tagged(
                new io.jenkins.plugins.paas.model.Repository("registry.example.com", "tools/web"), "1.25");
        world.registry.push(image, new io.jenkins.plugins.paas.model.Digest("sha256:" + "c".repeat(64)));

        Delivery delivery = world.engine().deploy().run(world.request("test-1", new ImageChoice.Existing(image)));

        Release release = delivery.release().orElseThrow();
        assertThat(release.image()).hasToString("registry.example.com/tools/web:1.25@sha256:" + "c".repeat(64));
        assertThat(release.tag()).hasToString("1-1-cccccccccccc");
        assertThat(world.registry.copies()).isEmpty();
    }

    @Test
    void numbersGoOnAboveTheOneThatAnotherAppsImageBringsAlong() {
        ImageRef others = ImageRef.tagged(
                new io.jenkins.plugins.paas.model.Repository("registry.example.com", "apps/billing"),
                "2-1-bbbbbbbbbbbb");
        world.registry.push(others, new io.jenkins.plugins.paas.model.Digest("sha256:" + "d".repeat(64)));

        world.engine().deploy().run(world.request("test-1", new ImageChoice.Existing(others)));
        for (String level : List.of("debug", "info", "warn")) {
            world.app("port: 8080", "env: {LOG: " + level + "}");
            world.engine().deploy().run(world.request("test-1", new ImageChoice.Existing(others)));
        }

        assertThat(entries()).map(ReleaseStore.Entry::number).containsExactlyInAnyOrder(2L, 3L, 4L, 5L);
    }

    @Test
    void refusesAnImageThatIsNotThere() {
        ImageRef image =
                ImageRef.tagged(new io.jenkins.plugins.paas.model.Repository("registry.example.com", "web"), "9");

        PaasException failure =
                failure(() -> world.engine().deploy().run(world.request("test-1", new ImageChoice.Existing(image))));

        assertThat(failure.code()).isEqualTo("E_IMAGE_UNKNOWN");
        assertThat(failure.outcome()).isEqualTo(Outcome.INVALID);
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
    void finishesARolloutThatWasLeftOpenBeforeItsOwn() {
        world.test().cluster.staysSilent(1);
        world.clock.leaveAfter(Duration.ofSeconds(30));
        failure(world::deploy);
        assertThat(Thread.interrupted()).isTrue();
        world.clock.stay();

        Delivery delivery = world.commit(World.COMMIT_B, "two").deploy();

        assertThat(delivery.outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.warnings()).contains("W_ROLLOUT_LEFT_OPEN");
        assertThat(world.actions())
                .containsSubsequence(
                        "RESUMED progressing",
                        "DEPLOY_ENDED failed",
                        "DEPLOY_STARTED started",
                        "DEPLOY_ENDED succeeded");
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
        Deploy.Request asked = world.request("test-1");
        int saved = world.test().rollouts.history().size();

        Delivery preview = world.engine()
                .deploy()
                .run(new Deploy.Request(
                        asked.platform(),
                        asked.target(),
                        asked.folder(),
                        asked.image(),
                        true,
                        true,
                        Optional.empty(),
                        Deploy.AtGate.LEAVE));

        assertThat(preview.changed()).isTrue();
        assertThat(preview.runs()).contains(1L);
        assertThat(preview.plan()).anySatisfy(each -> {
            assertThat(each.object()).hasToString("HorizontalPodAutoscaler/shop");
            assertThat(each.change()).isEqualTo(Delivery.Change.NEW);
        });
        assertThat(world.test().rollouts.history()).hasSize(saved);
        assertThat(entries()).hasSize(1);
    }

    @Test
    void saysWithoutBuildingThatTheImageWouldBeBuilt() {
        Deploy.Request asked = world.request("test-1");

        Delivery preview = world.engine()
                .deploy()
                .run(new Deploy.Request(
                        asked.platform(),
                        asked.target(),
                        asked.folder(),
                        asked.image(),
                        true,
                        true,
                        Optional.empty(),
                        Deploy.AtGate.LEAVE));

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

    private List<ReleaseStore.Entry> entries() {
        return world.test().releases.list(world.ref());
    }

    private static PaasException failure(Supplier<?> work) {
        return catchThrowableOfType(PaasException.class, work::get);
    }
}
