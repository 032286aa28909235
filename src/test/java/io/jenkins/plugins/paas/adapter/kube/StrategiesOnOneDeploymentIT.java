package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.testing.KubeObjects;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The strategies with gates, walked by hand through the port on a real cluster, while requests come in all the time. */
class StrategiesOnOneDeploymentIT {
    @RegisterExtension
    static final LiveNamespace LIVE = new LiveNamespace();

    private static final Optional<Pace> AS_IT_IS = Optional.empty();
    private static final Optional<Pace> NATIVE = Optional.of(ServedApp.NATIVE);

    /** Available again, but with room for the one pod more that is there while the gate lasts. */
    private static final Optional<Pace> AT_THE_GATE = Optional.of(new Pace(0, Optional.of(300), "1", "0"));

    private ServedApp served;

    @BeforeEach
    void start() throws InterruptedException {
        served = ServedApp.start(LIVE.api(), LIVE.newApp());
        served.goOnFor(2);
    }

    @AfterEach
    void stop(TestInfo test) throws InterruptedException {
        try (ServedApp ended = served) {
            System.out.println(test.getDisplayName() + ": lost 0 of " + ended.requestsOfWhichNoneWasLost());
        }
    }

    private void reshape(Optional<Pace> pace, boolean paused) {
        served.cluster.reshape(served.app, pace, paused);
    }

    private void select(long release) {
        served.cluster.select(served.app, new Pin.OfRelease(release));
    }

    private void scale(Observation seen, long release, int replicas) {
        served.cluster.scaleSet(served.app, ServedApp.set(seen, release), replicas);
    }

    private KubeObject frozen(long release, String surge) {
        return KubeObjects.at(Pace.frozen(surge), served.deployment(release));
    }

    /** Steps 1 to 4 of a canary: the full second set, without requests. */
    private Observation bothSets() {
        served.apply(KubeObjects.paused(frozen(2, "100%")), KubeObjects.preview(served.app, 8080, 2));
        select(1);
        reshape(AS_IT_IS, false);
        served.await(served.sets(Map.of(1L, 3, 2L, 3)));
        reshape(AS_IT_IS, true);
        Observation gate =
                served.await(seen -> served.sets(Map.of(1L, 3, 2L, 3)).test(seen)
                        && seen.workload().orElseThrow().paused()
                        && seen.workload().orElseThrow().available() == ServedApp.REPLICAS);
        served.answersOnlyWith(1);
        return gate;
    }

    @Test
    void aCanarySwitchesAndGoesBackAndSwitchesAndFinishes() {
        Observation gate = bothSets();

        select(2);
        served.answersOnlyWith(2);
        select(1);
        served.answersOnlyWith(1);
        select(2);
        served.answersOnlyWith(2);
        scale(gate, 1, 0);
        served.await(served.sets(Map.of(2L, 3)));
        served.cluster.select(served.app, new Pin.None());
        reshape(NATIVE, false);

        served.await(served.natively(2));
        served.apply(served.deployment(2), served.service());
        served.answersOnlyWith(2);
    }

    @Test
    void aCanaryIsAbortedAfterItsSwitch() {
        Observation gate = bothSets();
        select(2);
        served.answersOnlyWith(2);

        select(1);
        scale(gate, 2, 0);
        served.await(served.sets(Map.of(1L, 3)));
        served.cluster.select(served.app, new Pin.None());
        served.apply(served.deployment(1), served.service());

        served.await(served.natively(1));
        served.answersOnlyWith(1);
    }

    /** Steps 1 to 3 of a manual rollout: the first new pod takes its share. */
    private Observation firstPod() {
        served.apply(frozen(2, "1"));
        served.await(served.sets(Map.of(1L, 3, 2L, 1)));
        reshape(AS_IT_IS, true);
        reshape(AT_THE_GATE, true);
        return served.await(seen -> served.sets(Map.of(1L, 3, 2L, 1)).test(seen)
                && seen.workload().orElseThrow().pace().equals(AT_THE_GATE.orElseThrow())
                && seen.workload().orElseThrow().available() == 4);
    }

    @Test
    void aManualRolloutGoesOnPodByPodAndThenWithAll() {
        Observation gate = firstPod();

        scale(gate, 2, 2);
        served.await(served.sets(Map.of(1L, 2, 2L, 2)));
        reshape(NATIVE, false);

        served.await(served.natively(2));
        served.answersOnlyWith(2);
        served.apply(served.deployment(2), served.service());
    }

    @Test
    void aManualRolloutIsAbortedByTheOldTemplateAlone() {
        firstPod();

        served.apply(served.deployment(1));

        served.await(served.natively(1));
        served.answersOnlyWith(1);
    }

    /** Each ends as a plain Deployment of three pods; which Release it runs is up to whoever stepped in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "scale deployment/%s --replicas=3",
                "rollout resume deployment/%s",
                "set env deployment/%s SOMEBODY=ELSE",
                "patch service %s -p {\"spec\":{\"selector\":{\"paas-deploy/release\":null}}}"
            })
    void whateverSomebodyTypesAtTheGateOfACanaryTheThawGoesThrough(String line) throws Exception {
        bothSets();
        served.kubectl(line.formatted(served.app.app()).split(" "));
        served.goOnFor(2);

        served.cluster.select(served.app, new Pin.None());
        reshape(NATIVE, false);

        served.await(seen -> seen.workload().orElseThrow().available() == ServedApp.REPLICAS
                && seen.workload().orElseThrow().updated() == ServedApp.REPLICAS
                && seen.workload().orElseThrow().total() == ServedApp.REPLICAS
                && seen.workload().orElseThrow().pace().equals(ServedApp.NATIVE)
                && !seen.workload().orElseThrow().paused());
    }

    @Test
    void anUndoAfterAResumeAtAGateDoesNotKeepTheThawFromGoingThrough() throws Exception {
        firstPod();
        served.kubectl("rollout", "resume", "deployment/" + served.app.app());
        served.kubectl("rollout", "undo", "deployment/" + served.app.app());

        reshape(NATIVE, false);

        served.await(served.natively(1));
    }
}
