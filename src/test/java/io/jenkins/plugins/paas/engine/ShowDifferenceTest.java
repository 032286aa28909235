package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.codec.RolloutJson;
import io.jenkins.plugins.paas.engine.ObjectChange.What;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import io.jenkins.plugins.paas.testing.FakeCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a deploy would change. */
class ShowDifferenceTest {
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
    void beforeTheFirstDeployEverythingIsNewAndTheImageIsNotBuilt() {
        Difference difference = difference();

        assertThat(difference.objects()).extracting(ObjectChange::what).containsOnly(What.CREATED);
        assertThat(difference.image().before()).isEmpty();
        assertThat(difference.image().after()).isEmpty();
        assertThat(difference.image().about()).contains("nothing was built from commit aaaaaaaaaaaa yet");
        assertThat(difference.notes()).anyMatch(note -> note.contains("is not there yet"));
        assertThat(field(difference, "Deployment/shop", "spec.template.spec.containers[shop].image")
                        .after())
                .contains("(not built yet)");
        assertThat(world.builder.built()).isEmpty();
    }

    @Test
    void afterADeployNothingIsToChange() {
        world.deploy();

        Difference difference = difference();

        assertThat(difference.changes()).isZero();
        assertThat(difference.image().changed()).isFalse();
        assertThat(difference.release()).contains(1L);
    }

    @Test
    void namesEachFieldThatWouldChangeAndTheLabelsOfTheReleaseAsWhatTheyAre() {
        world.deploy();
        world.app("port: 8080", "replicas: 3", "env: {LOG_LEVEL: debug}");

        Difference difference = difference();

        assertThat(object(difference, "Service/shop").what()).isEqualTo(What.NUMBERED);
        ObjectChange deployment = object(difference, "Deployment/shop");
        assertThat(deployment.numbered()).isTrue();
        assertThat(deployment.fields())
                .extracting(FieldChange::path)
                .contains("spec.replicas", "spec.template.spec.containers[shop].env[LOG_LEVEL].value")
                .noneMatch(path -> path.contains("labels"));
        assertThat(difference.image().changed()).isFalse();
    }

    @Test
    void inventsNoNumber() {
        world.deploy();
        world.app("port: 8080", "env: {LOG_LEVEL: debug}");

        Difference difference = difference();

        assertThat(field(difference, "Deployment/shop", "spec.template.spec.containers[shop].image")
                        .after()
                        .orElseThrow()
                        .toString())
                .contains("(next)-1-aaaaaaaaaaaa");
    }

    @Test
    void hidesWhatIsMostLikelyASecret() {
        world.deploy();
        world.app("port: 8080", "env: {DB_PASSWORD: hunter2}");

        Difference difference = difference();

        FieldChange field =
                field(difference, "Deployment/shop", "spec.template.spec.containers[shop].env[DB_PASSWORD].value");
        assertThat(field.hidden()).isTrue();
        assertThat(difference.toString()).doesNotContain("hunter2");
    }

    @Test
    void namesWhoOwnsAFieldThatWouldHaveToChange() {
        world.deploy();
        KubeObject deployment = live("Deployment");
        cluster.someoneElseSets(world.ref().namespace(), deployment, ".spec.replicas", 7, "kubectl");

        Difference difference = difference();

        assertThat(difference.refused()).isTrue();
        ObjectChange change = object(difference, "Deployment/shop");
        assertThat(change.refused()).extracting(Problem::code).containsExactly("E_FIELD_CONFLICT");
        assertThat(change.fields())
                .filteredOn(field -> field.path().equals("spec.replicas"))
                .singleElement()
                .satisfies(field -> assertThat(field.owner()).contains("kubectl"));
    }

    @Test
    void namesAVariableThatSomebodyElseAddedAndThatStays() {
        world.deploy();
        cluster.someoneElseAdds("shop", "DEBUG", "kubectl-set");

        assertThat(difference().notes())
                .anyMatch(note -> note.contains("Deployment/shop: variable DEBUG of container shop is not in paas.yaml")
                        && note.contains("belongs to field manager \"kubectl-set\" and stays")
                        && note.contains("kubectl set env deployment/shop -c shop DEBUG-"));
    }

    @Test
    void tellsThatAnotherClusterOfThePlatformLeadsToTheSamePlace() {
        world.deploy();
        Saved newest = world.test().rollouts.load(world.ref()).orElseThrow();
        world.test()
                .rollouts
                .save(
                        RolloutJson.read(
                                "test",
                                RolloutJson.write(newest.rollout())
                                        .replace("\"cluster\":\"test-1\"", "\"cluster\":\"test-2\"")),
                        Optional.of(newest));

        assertThat(difference().notes())
                .anyMatch(note ->
                        note.contains("was brought there as cluster test-2, and test-1 leads to the same place"));
        world.commit(World.COMMIT_B, "two").deploy();
        assertThat(world.warnings()).contains("W_SAME_PLACE");
        world.commit(World.COMMIT_A, "one").deploy();
        assertThat(world.warnings()).containsOnlyOnce("W_SAME_PLACE");
    }

    @Test
    void aDeployWarnsOnceOfAVariableThatStays() {
        world.deploy();
        cluster.someoneElseAdds("shop", "DEBUG", "kubectl-set");
        world.commit(World.COMMIT_B, "two").deploy();

        assertThat(world.warnings()).containsOnlyOnce("W_FOREIGN_VARIABLE");
    }

    @Test
    void tellsWhatTheClusterWouldRefuse() {
        world.deploy();
        cluster.refuses("Service", "no more NodePorts");
        world.app("port: 9090");

        Difference difference = difference();

        assertThat(object(difference, "Service/shop").refused())
                .extracting(Problem::code)
                .containsExactly("E_REFUSED");
    }

    @Test
    void tellsWhichObjectsWouldGo() {
        world.deploy();
        world.app("replicas: 1");

        assertThat(object(difference(), "Service/shop").what()).isEqualTo(What.REMOVED);
    }

    @Test
    void namesTheConfigVersionAndTheFilesThatMakeIt() {
        world.write("config/a.properties", "a=1").write("config/b.properties", "b=1");
        world.app("port: 8080", "config: config");
        world.deploy();
        world.write("config/a.properties", "a=2").write("config/c.properties", "c");

        Difference.Part config = difference().config();

        assertThat(config.before()).contains("v1");
        assertThat(config.after()).contains("v2");
        assertThat(config.about()).isEqualTo("a.properties changes, c.properties is new");
        assertThat(world.test().configs.find(world.ref(), 2)).isEmpty();
    }

    @Test
    void changesNothingAnywhere() {
        world.deploy();
        world.commit(World.COMMIT_B, "two").app("port: 9090");
        List<String> calls = cluster.calls();
        int records = world.actions().size();
        List<String> tags = world.registry.tags(world.target("test-1").repository());

        difference();

        assertThat(cluster.calls()).isEqualTo(calls);
        assertThat(world.actions()).hasSize(records);
        assertThat(world.registry.tags(world.target("test-1").repository())).isEqualTo(tags);
        assertThat(world.test().releases.list(world.ref())).hasSize(1);
    }

    @Test
    void tellsOfARolloutThatIsOpen() {
        world.app("port: 8080", "strategy: canary");
        world.deploy();
        world.commit(World.COMMIT_B, "two");
        world.deploy();

        Difference difference = difference();

        assertThat(difference.notes())
                .anyMatch(note -> note.contains("is open (at gate)"))
                .noneMatch(note -> note.contains("runs already"));
        assertThat(object(difference, "Service/shop").fields())
                .extracting(FieldChange::path)
                .containsExactly("spec.selector[paas-deploy/release]");
    }

    private Difference difference() {
        return world.engine().difference().run(world.request("test-1"));
    }

    private static ObjectChange object(Difference difference, String name) {
        return difference.objects().stream()
                .filter(object -> object.object().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static FieldChange field(Difference difference, String object, String path) {
        return object(difference, object).fields().stream()
                .filter(field -> field.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError(object(difference, object)));
    }

    private KubeObject live(String kind) {
        return cluster.objects(world.ref().namespace()).stream()
                .filter(object -> object.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
