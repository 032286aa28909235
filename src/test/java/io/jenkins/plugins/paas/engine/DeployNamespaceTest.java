package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Repository;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** When a deploy looks for the namespace, and when it makes it. The sequences lie in another cluster. */
class DeployNamespaceTest extends InAWorld {
    private static final String STORE = "store: prod-1";
    private static final String BARE =
            "  bare-1: {id: 3, environment: test, context: bare-1, namespace: \"{{team}}\", registry: main}";

    @Test
    void theNamespaceIsLookedForWhileTheImageIsAskedFor() {
        world.platform(STORE);
        world.test().cluster.ensureNamespace(world.ref().namespace(), true);
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        world.test().cluster.onLookForNamespace(() -> {
            looked.countDown();
            Meanwhile.await(asked);
        });
        world.onAskRegistry = () -> {
            asked.countDown();
            Meanwhile.await(looked);
        };

        assertThat(world.deploy().outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void aNamespaceThatWeMayMakeIsMadeOnlyOnceTheImageIsThere() {
        world.platform(STORE);
        ImageRef unknown = ImageRef.tagged(new Repository("registry.example.com", "web"), "9");
        CountDownLatch looked = new CountDownLatch(1);
        world.test().cluster.onLookForNamespace(looked::countDown);
        world.onAskRegistry = () -> Meanwhile.await(looked);

        PaasException failure =
                failure(() -> world.engine().deploy().run(world.request("test-1", new ImageChoice.Existing(unknown))));

        assertThat(failure.code()).isEqualTo("E_IMAGE_UNKNOWN");
        assertThat(world.test().cluster.namespaceMade()).isFalse();
        assertThat(world.deploy().outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.test().cluster.namespaceMade()).isTrue();
    }

    @Test
    void aMissingNamespaceThatWeMayNotMakeIsToldBeforeAnImageIsBuilt() {
        world.platform(BARE, STORE);
        world.onAskRegistry = () -> Meanwhile.await(new CountDownLatch(1));

        PaasException failure = failure(() -> world.engine().deploy().run(world.request("bare-1")));

        assertThat(failure.code()).isEqualTo("E_NAMESPACE_MISSING");
        assertThat(world.builder.built()).isEmpty();
    }

    @Test
    void aNamespaceThatIsBeingDeletedIsToldBeforeAnImageIsBuiltThoughWeMayMakeOne() {
        world.platform(STORE);
        world.controlled().someoneElseDeletes(world.ref().namespace());
        world.onAskRegistry = () -> Meanwhile.await(new CountDownLatch(1));

        assertThat(failure(world::deploy).code()).isEqualTo("E_NAMESPACE_ENDING");
        assertThat(world.builder.built()).isEmpty();
    }

    @Test
    void aFailureToLookForTheNamespaceIsNotTakenForItsAbsence() {
        world.platform(STORE);
        world.test().cluster.onLookForNamespace(() -> {
            throw new PaasException(Outcome.UNEXPECTED, Problem.of("E_CLUSTER_UNREACHABLE", "nobody answers", "wait"));
        });

        assertThat(failure(world::deploy).code()).isEqualTo("E_CLUSTER_UNREACHABLE");
    }
}
